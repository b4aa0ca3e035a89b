import MediaTiming
import TestSupport
import Testing

@Suite struct RationalTests {
    @Test func isAlwaysReducedWithPositiveDenominator() {
        #expect(Rational(6, -4) == Rational(-3, 2))
        #expect(Rational(0, -7) == .zero)
        #expect(Rational(-6, -4).description == "3/2")
    }

    @Test func roundsTowardsTheRightSide() {
        #expect(Rational(7, 2).floor == 3 && Rational(7, 2).ceiling == 4)
        #expect(Rational(-7, 2).floor == -4 && Rational(-7, 2).ceiling == -3)
        #expect(Rational(-1, 2).rounded == 0 && Rational(1, 2).rounded == 1 && Rational(3).rounded == 3)
    }

    @Test func obeysTheLawsOfArithmetic() {
        var generator = SeededGenerator(seed: 1)
        func draw() -> Rational {
            Rational(
                Int64.random(in: -1_000_000...1_000_000, using: &generator),
                Int64.random(in: 1...5_000, using: &generator))
        }
        for _ in 0..<2_000 {
            let (a, b, c) = (draw(), draw(), draw())
            #expect(a + b == b + a)
            #expect((a + b) - b == a)
            #expect(a * (b + c) == a * b + a * c)
            #expect(b == .zero || a / b * b == a)
            #expect((a < b) == (a - b < .zero))
            #expect(Rational(a.floor) <= a && a < Rational(a.floor + 1))
            #expect(a.ceiling == -(-a).floor)
        }
    }
}
