(() => {
  'use strict';
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const data = JSON.parse(one('#data').textContent);
  const fixed = (value, decimals) =>
    value === null ? '–' : value.toFixed(decimals).replace(/^-(?=0(\.0*)?$)/, '').replace('-', '−');

  // Fills an element with texts; an array is a text and the name of its class, or of an element without one.
  const fill = (element, parts) => {
    element.replaceChildren(...parts.map((part) => {
      if (typeof part === 'string') return part;
      const child = document.createElement(part[1] ? 'span' : 'b');
      if (part[1]) child.className = part[1];
      child.textContent = part[0];
      return child;
    }));
  };

  // A cursor over the charts of one time line: pointer, touch and keys.
  const scrubber = (root, steps, describe) => {
    const surface = one('.scrub', root);
    const readout = document.getElementById(root.dataset.readout);
    if (!surface || !steps.length) return null;
    const cursor = document.createElement('i');
    surface.append(cursor);
    surface.hidden = false;
    surface.setAttribute('aria-valuemin', 0);
    surface.setAttribute('aria-valuemax', steps.length - 1);
    let pinned = 0;
    const show = (index) => {
      const parts = describe(index);
      cursor.style.left = 100 * Math.min(Math.max(steps[index].x, 0), 1) + '%';
      surface.setAttribute('aria-valuenow', index);
      surface.setAttribute('aria-valuetext', parts.map((part) => (typeof part === 'string' ? part : part[0])).join(''));
      fill(readout, parts);
    };
    const pin = (index) => { pinned = Math.min(Math.max(index, 0), steps.length - 1); show(pinned); };
    const nearest = (x) => {
      let low = 0, high = steps.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (steps[middle].from <= x) low = middle; else high = middle - 1;
      }
      return low;
    };
    const place = (event) => {
      const box = surface.getBoundingClientRect();
      return nearest((event.clientX - box.left) / box.width);
    };
    surface.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse' && !event.buttons) show(place(event)); else pin(place(event));
    });
    surface.addEventListener('pointerdown', (event) => pin(place(event)));
    surface.addEventListener('pointerleave', () => show(pinned));
    surface.addEventListener('keydown', (event) => {
      const page = Math.max(1, Math.round(steps.length / 20));
      const to = {
        ArrowLeft: pinned - 1, ArrowDown: pinned - 1, ArrowRight: pinned + 1, ArrowUp: pinned + 1,
        PageUp: pinned + page, PageDown: pinned - page, Home: 0, End: steps.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      pin(to);
    });
    return { pin, nearest };
  };

  // Scores of the picture.
  let picture = null;
  const charts = one('#charts');
  if (charts && data.picture) {
    const p = data.picture;
    const length = p.fps * data.duration;
    const steps = p.first.map((first, i) => ({ from: first / length, x: (first + p.last[i] + 1) / 2 / length }));
    const verdict = (value, decimals, limit, isBad) => value === null
      ? ['not measured', 'bad'] : isBad ? [fixed(value, decimals), 'bad'] : [fixed(value, decimals)];
    picture = scrubber(charts, steps, (i) => {
      const range = p.last[i] > p.first[i] ? ` (worst of #${p.first[i]}–#${p.last[i]})` : '';
      const other = p.export[i];
      const match = other === null ? 'no frame of the export stands here'
        : other === p.worst[i] ? 'the export’s frame of the same number' : `the export’s frame #${other}`;
      return [
        [`${fixed(p.worst[i] / p.fps, 2)} s, frame #${p.worst[i]}`], range, ' · worst tile ',
        verdict(p.tile[i], 3, p.tileLimit, p.tile[i] < p.tileLimit), ` (at least ${fixed(p.tileLimit, 3)})`,
        ' · worst block ', verdict(p.block[i], 1, p.blockLimit, p.block[i] > p.blockLimit),
        ` (at most ${fixed(p.blockLimit, 1)}) · held against ${match}`,
      ];
    });
    if (picture) {
      let worst = 0;
      p.tile.forEach((value, i) => { if (value !== null && (p.tile[worst] === null || value < p.tile[worst])) worst = i; });
      picture.pin(worst);
    }
  }

  // Windows of the sound.
  const levels = one('#levels');
  if (levels && data.sound) {
    const s = data.sound;
    const steps = s.start.map((start, i) => {
      const end = i + 1 < s.start.length ? s.start[i + 1] : start + 2;
      return { from: start / data.soundDuration, x: (start + end) / 2 / data.soundDuration };
    });
    const level = (value) => (value === null || value <= -119.5 ? 'silent' : `${fixed(value, 1)} dBFS`);
    const sound = scrubber(levels, steps, (i) => [
      [`from ${fixed(s.start[i], 1)} s`], ` · reference ${level(s.reference[i])} · export ${level(s.export[i])} · lag `,
      s.lag[i] === null ? 'not measured' : `${fixed(s.lag[i], 1)} ms`,
    ]);
    if (sound) {
      let worst = 0;
      s.lag.forEach((lag, i) => { if (Math.abs(lag || 0) > Math.abs(s.lag[worst] || 0)) worst = i; });
      sound.pin(worst);
    }
  }

  // Frames side by side.
  const viewer = one('#frames');
  const figures = all('.frame', viewer || document.createElement('div'));
  const select = (frame) => {
    if (!figures.some((figure) => figure.dataset.frame === frame)) return;
    figures.forEach((figure) => { figure.hidden = figure.dataset.frame !== frame; });
    all('.strip button').forEach((button) => button.setAttribute('aria-pressed', button.dataset.frame === frame));
  };
  if (figures.length) {
    const mode = (name) => {
      ['slide', 'pair', 'difference'].forEach((other) => viewer.classList.toggle('mode-' + other, other === name));
      all('[data-mode]').forEach((button) => button.setAttribute('aria-pressed', button.dataset.mode === name));
    };
    all('.tools, .strip', viewer).forEach((element) => { element.hidden = false; });
    mode('slide');
    select(figures[0].dataset.frame);
    all('[data-mode]').forEach((button) => button.addEventListener('click', () => mode(button.dataset.mode)));
    all('.strip button').forEach((button) => button.addEventListener('click', () => select(button.dataset.frame)));
    const toggle = (id, name, isOn) => {
      const button = document.getElementById(id);
      const set = (on) => { viewer.classList.toggle(name, on === isOn); button.setAttribute('aria-pressed', on); };
      button.addEventListener('click', () => set(button.getAttribute('aria-pressed') !== 'true'));
    };
    toggle('heat', 'show-heat', true);
    toggle('outline', 'hide-region', false);
    figures.forEach((figure) => {
      const slider = one('input', figure);
      const stage = one('.stage', figure);
      const move = () => {
        stage.style.setProperty('--split', slider.value + '%');
        slider.setAttribute('aria-valuetext', `${Math.round(slider.value)} % reference`);
      };
      // The thumb of a native slider stops short of the edges; the pointer itself does not.
      const follow = (event) => {
        const box = stage.getBoundingClientRect();
        slider.value = Math.min(Math.max(100 * (event.clientX - box.left) / box.width, 0), 100);
        move();
      };
      slider.addEventListener('input', move);
      slider.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        slider.focus({ preventScroll: true });
        slider.setPointerCapture(event.pointerId);
        follow(event);
      });
      slider.addEventListener('pointermove', (event) => { if (event.buttons) follow(event); });
      move();
    });
  }

  // Links between findings, the time line and the frames.
  const reveal = (id) => {
    const match = /^#frame-(\d+)$/.exec(id);
    if (match) select(match[1]);
  };
  all('a[href^="#frame-"]').forEach((link) => link.addEventListener('click', () => reveal(link.getAttribute('href'))));
  all('a[data-span]').forEach((link) => link.addEventListener('click', () => {
    all('.span.lit').forEach((span) => span.classList.remove('lit'));
    const span = document.getElementById('span-' + link.dataset.span);
    if (!span) return;
    span.classList.add('lit');
    if (picture) picture.pin(picture.nearest(Number(link.dataset.at)));
  }));
  reveal(location.hash);
})();
