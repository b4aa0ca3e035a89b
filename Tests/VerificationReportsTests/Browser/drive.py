"""Opens a page in headless Chromium, follows steps and tells what it saw, as JSON.

usage: drive.py PAGE STEPS.json OUTPUT.json

STEPS: {"width", "height", "isDark", "isMobile", "isPrint", "steps": [...]}, where a step is one of
{"eval": script, "as": name}, {"press": key}, {"click": selector}, {"drag": selector, "from": 0..1, "to": 0..1},
{"hover": selector, "at": 0..1}, {"screenshot": path, "full": bool}.
It speaks the DevTools protocol over a pipe, which needs nothing but Python's standard library.
"""
import base64, json, os, pathlib, select, shutil, signal, subprocess, sys, tempfile, time

DEADLINE = time.monotonic() + 90


class Browser:
    def __init__(self, folder):
        program = shutil.which("chromium")
        if program is None:
            sys.exit("chromium is not installed: `make test` installs it")
        to_child, self.write_end = os.pipe()
        self.read_end, from_child = os.pipe()

        def connect():
            # Chromium reads from descriptor 3 and writes to 4; copies keep the two from overwriting each other.
            first, second = os.dup(to_child), os.dup(from_child)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.errors = open(os.path.join(folder, "errors"), "wb")
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-extensions", "--disable-component-update", "--disable-background-networking", "--disable-sync",
             "--hide-scrollbars", "--force-color-profile=srgb", "--user-data-dir=" + os.path.join(folder, "profile"),
             "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=self.errors, stderr=self.errors, preexec_fn=connect, close_fds=False,
            start_new_session=True, env=dict(os.environ, HOME=folder))
        os.close(to_child)
        os.close(from_child)
        self.buffer, self.number, self.events, self.session = b"", 0, [], None

    def message(self):
        while b"\0" not in self.buffer:
            left = DEADLINE - time.monotonic()
            if left <= 0 or not select.select([self.read_end], [], [], left)[0]:
                sys.exit("chromium did not answer in time")
            data = os.read(self.read_end, 1 << 20)
            if not data:
                sys.exit("chromium ended early")
            self.buffer += data
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        data = json.dumps(call).encode() + b"\0"
        while data:
            data = data[os.write(self.write_end, data):]
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def box(self, selector):
        script = f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center', " \
                 "behavior: 'instant'}); const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()"
        return self.evaluate(script)

    def mouse(self, kind, x, y, buttons=0):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=buttons,
                  button="left" if kind != "mouseMoved" or buttons else "none",
                  clickCount=0 if kind == "mouseMoved" else 1)

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


KEYS = {"ArrowLeft": 37, "ArrowRight": 39, "Home": 36, "End": 35, "Enter": 13, "Tab": 9}


def follow(browser, step, seen):
    if "eval" in step:
        value = browser.evaluate(step["eval"])
        if "as" in step:
            seen[step["as"]] = value
    elif "press" in step:
        key = step["press"]
        for kind in ("keyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key],
                         **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}))
    elif "screenshot" in step:
        more = {}
        if step.get("full"):
            size = browser.call("Page.getLayoutMetrics")["cssContentSize"]
            more = {"captureBeyondViewport": True, "clip": dict(size, scale=1)}
        data = browser.call("Page.captureScreenshot", format="png", **more)["data"]
        pathlib.Path(step["screenshot"]).write_bytes(base64.b64decode(data))
    else:
        selector = step.get("click") or step.get("drag") or step.get("hover")
        x, y, width, height = browser.box(selector)
        y += height / 2
        if "hover" in step:
            browser.mouse("mouseMoved", x + width * step["at"], y)
        elif "drag" in step:
            browser.mouse("mouseMoved", x + width * step["from"], y)
            browser.mouse("mousePressed", x + width * step["from"], y, 1)
            for part in range(1, 6):
                at = step["from"] + (step["to"] - step["from"]) * part / 5
                browser.mouse("mouseMoved", x + width * at, y, 1)
            browser.mouse("mouseReleased", x + width * step["to"], y)
        else:
            browser.mouse("mouseMoved", x + width / 2, y)
            browser.mouse("mousePressed", x + width / 2, y, 1)
            browser.mouse("mouseReleased", x + width / 2, y)


def main():
    page, plan, output = sys.argv[1:4]
    plan = json.loads(pathlib.Path(plan).read_text())
    address = pathlib.Path(page).resolve().as_uri()
    folder = tempfile.mkdtemp(prefix="workprint-chromium-")
    browser = Browser(folder)
    try:
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            browser.call(domain + ".enable")
        browser.call("Emulation.setDeviceMetricsOverride", width=plan["width"], height=plan["height"],
                     deviceScaleFactor=1, mobile=plan.get("isMobile", False))
        features = [{"name": "prefers-color-scheme", "value": "dark" if plan.get("isDark") else "light"},
                    {"name": "prefers-reduced-motion", "value": "reduce"}]
        browser.call("Emulation.setEmulatedMedia", media="print" if plan.get("isPrint") else "", features=features)
        browser.call("Page.navigate", url=address)
        browser.wait_for("Page.loadEventFired")
        browser.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => 0))).then(() => 0)")
        seen = {}
        for step in plan["steps"]:
            follow(browser, step, seen)
        browser.evaluate("new Promise((done) => setTimeout(done, 100))")
        problems, requests = [], []
        for event in browser.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                problems.append(parameters["exceptionDetails"].get("exception", {}).get("description", "exception"))
            elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
                problems.append(json.dumps(parameters["args"]))
            elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
                problems.append(parameters["entry"]["text"])
            elif method == "Audits.issueAdded":
                problems.append("issue: " + json.dumps(parameters["issue"]))
            elif method == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if not url.startswith("data:") and url != address and url != "about:blank":
                    requests.append(url)
        pathlib.Path(output).write_text(json.dumps({"seen": seen, "problems": problems, "requests": requests}))
    finally:
        browser.close()
        shutil.rmtree(folder, ignore_errors=True)


main()
