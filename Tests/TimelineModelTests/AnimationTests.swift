import MediaTiming
import Testing
import TimelineModel

@Suite struct AnimationTests {
    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(milliseconds: milliseconds) }

    @Test func holdsBeforeTheFirstAndAfterTheLastKeyframe() {
        let animated = Animated<Double>.keyframes([
            .init(time: at(100), value: 2), .init(time: at(300), value: 6),
            .init(time: at(400), value: 0, easing: .hold),
        ])
        #expect(animated.value(at: .zero) == 2)
        #expect(animated.value(at: at(100)) == 2)
        #expect(animated.value(at: at(200)) == 4)
        #expect(animated.value(at: at(300)) == 6)
        #expect(animated.value(at: at(399)) == 6)
        #expect(animated.value(at: at(400)) == 0)
        #expect(animated.value(at: at(9_999)) == 0)
    }

    /// Values of the CSS curves, computed with 50 digits from the parametric form.
    @Test(arguments: [
        (Easing.ease, 0.25, 0.408_510_591), (.ease, 0.5, 0.802_403_388), (.easeIn, 0.5, 0.315_356_813),
        (.easeOut, 0.5, 0.684_643_187), (.easeInOut, 0.25, 0.129_161_931), (.easeInOut, 0.5, 0.5),
        (.cubicBezier(x1: 0, y1: 0, x2: 1, y2: 1), 0.3, 0.3),
    ])
    func followsTheCSSCurves(_ easing: Easing, _ linear: Double, _ expected: Double) {
        #expect(abs(easing.progress(linear) - expected) < 1e-6)
    }

    @Test(arguments: [Easing.linear, .ease, .easeIn, .easeOut, .easeInOut, .hold])
    func beginsAtZeroAndEndsAtOne(_ easing: Easing) {
        #expect(easing.progress(0) == 0)
        #expect(easing.progress(1) == 1)
    }
}
