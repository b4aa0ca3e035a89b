/// The sine of a quarter turn times `progress` of 0…1, exact at both ends and right to 1e-15 between them.
///
/// A polynomial instead of the C library's sine, so that the samples are the same on every machine.
package func quarterSine(_ progress: Double) -> Double {
    if progress <= 0 { return 0 }
    if progress >= 1 { return 1 }
    let angle = progress * (Double.pi / 2)
    let square = angle * angle
    var sum = 1.0
    var divisor = 20.0
    while divisor >= 2 {
        sum = 1 - square / (divisor * (divisor + 1)) * sum
        divisor -= 2
    }
    return angle * sum
}
