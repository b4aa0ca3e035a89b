// Confines itself, tries what it then may not and may do, and prints what came of it, a line each.
//
//     ConfinementProbe MODE WRITABLE READABLE ELSEWHERE [PRETENSE…]
//     ConfinementProbe children WRITABLE READABLE PROGRAM OTHER-PROGRAM FILE
//     ConfinementProbe soak WRITABLE READABLE SECONDS
//
// MODE is `cli`, `layers` (a server's rules above those of the command line), `server`, `off`, or `threads` (confined too
// late); a pretense is `landlock=38` or `calls=38`, the errno that another kernel would give.
import CConfinementProbe
import Confinement
import Dispatch
import Glibc

let arguments = CommandLine.arguments
guard arguments.count > 4 else {
    print("see the first lines of the source")
    exit(64)
}
let (mode, writable, readable) = (arguments[1], arguments[2], arguments[3])

/// Prints a line at once, in case the next attempt is the end.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

func rules(_ files: Confinement.Readable, _ profile: Confinement.Profile = .usual) -> Confinement {
    Confinement(readable: files, writable: [writable], profile: profile)
}

func tell(_ state: Confinement.State) {
    say("state: \(state.word)" + (state.reason.map { " (\($0))" } ?? ""))
}

/// Whether a timer of libdispatch comes.
func timerComes() -> Bool {
    let came = DispatchSemaphore(value: 0)
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + .milliseconds(5))
    timer.setEventHandler { came.signal() }
    timer.resume()
    return came.wait(timeout: .now() + .seconds(5)) == .success
}

/// Keeps workers of libdispatch alive for a while, which looks after them every second.
func soak(seconds: Int) {
    let (group, end) = (DispatchGroup(), DispatchTime.now() + .seconds(seconds))
    for _ in 0..<8 {
        DispatchQueue.global().async(group: group) {
            while DispatchTime.now() < end { usleep(100_000) }
        }
    }
    group.wait()
}

for pretense in arguments.dropFirst(5) where mode != "children" {
    let parts = pretense.split(separator: "=")
    guard parts.count == 2, let error = Int32(parts[1]), wp_pretend(parts[0] == "landlock", error) == 0 else {
        exit(64)
    }
}

switch mode {
case "children":
    guard arguments.count > 6 else { exit(64) }
    tell(rules(.only([readable]), .children(executable: arguments[4])).apply())
    for (name, program, file) in [
        ("own", arguments[4], readable + "/file"), ("own elsewhere", arguments[4], arguments[6]),
        ("other", arguments[5], readable + "/file"),
    ] { say("\(name): \(wp_run(program, file) == 0 ? "possible" : "refused")") }
    // And then no longer.
    tell(rules(.only([readable])).apply())
    say("own later: \(wp_run(arguments[4], readable + "/file") == 0 ? "possible" : "refused")")
    exit(0)
case "soak":
    tell(rules(.only([readable])).apply())
    soak(seconds: Int(arguments[4]) ?? 5)
    say("over")
    exit(0)
case "threads":
    guard wp_start_thread() == 0 else { exit(64) }
    tell(rules(.only([readable])).apply())
    exit(0)
case "cli": tell(rules(.everything).apply())
case "layers":
    tell(rules(.everything).apply())
    tell(rules(.only([readable])).apply())
case "server": tell(rules(.only([readable])).apply())
case "off": break
default: exit(64)
}

/// Attempts that are left out where something may be possible, since they would change what the others find.
let isHarmful: Set = [
    "change_groups", "mount", "unmount", "change_root", "new_namespace", "remove_elsewhere", "signal_all",
    "type_into_terminal", "read_kernel_log",
]
writable.withCString { writable in
    readable.withCString { readable in
        arguments[4].withCString { elsewhere in
            let places = wp_places(writable: writable, readable: readable, elsewhere: elsewhere)
            for index in 0..<wp_attempt_count() {
                let name = String(cString: wp_attempt_name(index))
                if isHarmful.contains(name), mode == "off" || arguments.count > 5 { continue }
                let error = wp_attempt(index, places)
                let outcome =
                    switch error {
                    case 0: "possible"
                    case EPERM, EACCES, ENOSYS, EXDEV: "refused"
                    default: "failed with \(error)"
                    }
                say("\(name): \(outcome)")
            }
        }
    }
}
say("dispatch_timer: \(timerComes() ? "possible" : "refused")")
