import Foundation

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    FileHandle.standardError.write(Data((Options.usage + "\n").utf8))
    exit(3)
}
let cases = (BlendCases.all + MixCases.all + ScalingCases.all + WarpCases.all + ColorCases.all).filter(options.wants)
let sampler = Sampler(
    sampleCount: options.sampleCount, sampleDuration: .milliseconds(options.sampleMilliseconds))
var results: [Result] = []
if !options.isJSON { print(Table.head) }
for benchmark in cases {
    let candidates = benchmark.candidates()
    let fresh = Result.all(of: benchmark, candidates, sampler.samples(of: candidates))
    results += fresh
    if !options.isJSON {
        print("\n" + Table.text(fresh))
        fflush(nil)
    }
}
if options.isJSON { print(Report(samples: options.sampleCount, results: results).json) }
