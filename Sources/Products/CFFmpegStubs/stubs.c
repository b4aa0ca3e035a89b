#define _GNU_SOURCE
#include "CFFmpegStubs.h"
#include "functions.h"
#include <dlfcn.h>
#include <libavcodec/version.h>
#include <libavfilter/version.h>
#include <libavformat/version.h>
#include <libavutil/version.h>
#include <libswresample/version.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
#define FILE_NAME(name, version) "lib" name ".so." TEXT(version)

typedef struct {
    const char *file;
    void *handle;
} library;

static library util = {FILE_NAME("avutil", LIBAVUTIL_VERSION_MAJOR), NULL};
static library resample = {FILE_NAME("swresample", LIBSWRESAMPLE_VERSION_MAJOR), NULL};
static library codec = {FILE_NAME("avcodec", LIBAVCODEC_VERSION_MAJOR), NULL};
static library format = {FILE_NAME("avformat", LIBAVFORMAT_VERSION_MAJOR), NULL};
static library filter = {FILE_NAME("avfilter", LIBAVFILTER_VERSION_MAJOR), NULL};

// Where the calls of functions go that are not there: whoever calls them has not asked whether they are.
__attribute__((noreturn)) static void not_loaded(void) {
    static const char message[] = "workprint: a function of FFmpeg was called before FFmpeg was loaded\n";
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    abort();
}

// A function: the library that it is in, and where a call to it goes.
typedef struct {
    void **target;
    const char *name;
    library *library;
} function;

#define STUB(from, name) __attribute__((visibility("hidden"))) void *wp_entry_##name = (void *)not_loaded;
FFMPEG_FUNCTIONS
#undef STUB

static const function functions[] = {
#define STUB(from, name) {&wp_entry_##name, #name, &from},
    FFMPEG_FUNCTIONS
#undef STUB
};

// What cannot be loaded, why, and the way out.
enum { MESSAGE_SIZE = 768 };

static void explain(char *message, const char *reason) {
    snprintf(
        message, MESSAGE_SIZE,
        "FFmpeg cannot be loaded: %s; install the libraries of libavformat " TEXT(LIBAVFORMAT_VERSION_MAJOR)
        " and libavfilter " TEXT(LIBAVFILTER_VERSION_MAJOR) ", or name the folder that holds them in WORKPRINT_FFMPEG",
        reason ? reason : "no reason given");
}

// Loads a library and finds its functions. Those that it needs of the others are loaded before it, so that they are taken from
// the same place.
static int load(library *wanted, char *message) {
    const char *folder = secure_getenv("WORKPRINT_FFMPEG");
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", folder ? folder : "", folder ? "/" : "", wanted->file);
    wanted->handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    if (wanted->handle == NULL) {
        explain(message, dlerror());
        return 0;
    }
    for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
        if (functions[index].library != wanted) continue;
        void *target = dlsym(wanted->handle, functions[index].name);
        if (target == NULL) {
            explain(message, dlerror());
            return 0;
        }
        __atomic_store_n(functions[index].target, target, __ATOMIC_RELEASE);
    }
    return 1;
}

static char base_fault[MESSAGE_SIZE], filter_fault[MESSAGE_SIZE];

static void load_base(void) {
    (void)(load(&util, base_fault) && load(&resample, base_fault) && load(&codec, base_fault)
        && load(&format, base_fault));
}

static void load_filters(void) { load(&filter, filter_fault); }

const char *wp_ffmpeg_load(int set) {
    static pthread_once_t base_once = PTHREAD_ONCE_INIT, filter_once = PTHREAD_ONCE_INIT;
    pthread_once(&base_once, load_base);
    if (base_fault[0]) return base_fault;
    if (set == 0) return NULL;
    pthread_once(&filter_once, load_filters);
    return filter_fault[0] ? filter_fault : NULL;
}

// Each stub jumps to its entry's target, with the stack and all registers that hold arguments as they were.
#if defined(__x86_64__)

#define STUB(from, name) \
    __asm__(".text\n" \
            ".globl " #name "\n.hidden " #name "\n.type " #name ", @function\n" #name ":\n" \
            "    jmp *wp_entry_" #name "(%rip)\n");

#elif defined(__aarch64__)

#define STUB(from, name) \
    __asm__(".text\n.balign 4\n" \
            ".globl " #name "\n.hidden " #name "\n.type " #name ", %function\n" #name ":\n" \
            "    adrp x16, wp_entry_" #name "\n" \
            "    ldr x16, [x16, :lo12:wp_entry_" #name "]\n" \
            "    br x16\n");

#else
#error "there are no stubs for this processor; link with FFmpeg's libraries instead"
#endif

FFMPEG_FUNCTIONS
