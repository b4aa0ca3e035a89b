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

#define FILE_NAME_OF(name, version) "lib" name ".so." #version
#define FILE_NAME(name, version) FILE_NAME_OF(name, version)

typedef struct {
    const char *file;
    void *handle;
    pthread_once_t once;
} library;

static library util = {FILE_NAME("avutil", LIBAVUTIL_VERSION_MAJOR), NULL, PTHREAD_ONCE_INIT};
static library resample = {FILE_NAME("swresample", LIBSWRESAMPLE_VERSION_MAJOR), NULL, PTHREAD_ONCE_INIT};
static library codec = {FILE_NAME("avcodec", LIBAVCODEC_VERSION_MAJOR), NULL, PTHREAD_ONCE_INIT};
static library format = {FILE_NAME("avformat", LIBAVFORMAT_VERSION_MAJOR), NULL, PTHREAD_ONCE_INIT};
static library filter = {FILE_NAME("avfilter", LIBAVFILTER_VERSION_MAJOR), NULL, PTHREAD_ONCE_INIT};

// A machine without FFmpeg is at fault, which is exit code 4.
static void fail(void) {
    const char *reason = dlerror();
    fprintf(stderr, "error: machine: FFmpeg cannot be loaded: %s\n", reason ? reason : "no reason given");
    exit(4);
}

static void load(library *wanted) {
    wanted->handle = dlopen(wanted->file, RTLD_LAZY | RTLD_LOCAL);
    if (wanted->handle == NULL) fail();
}

#define LOADER(name) \
    static void load_##name(void) { load(&name); }
LOADER(util) LOADER(resample) LOADER(codec) LOADER(format) LOADER(filter)

void wp_load_ffmpeg(void) {
    pthread_once(&format.once, load_format);
    pthread_once(&codec.once, load_codec);
    pthread_once(&util.once, load_util);
}

// A function: where a call to it goes. That is the resolver at first.
typedef struct {
    void *target;
    const char *name;
    library *library;
    void (*load)(void);
} entry;

#define STUB(library, name) \
    extern void wp_first_##name(void); \
    __attribute__((visibility("hidden"))) entry wp_entry_##name = {(void *)wp_first_##name, #name, &library, load_##library};
FFMPEG_FUNCTIONS
#undef STUB

// Called with the arguments of the function put aside. Where two threads come here at once both write the same.
__attribute__((used, visibility("hidden"))) void *wp_resolve(entry *function) {
    pthread_once(&function->library->once, function->load);
    void *target = dlsym(function->library->handle, function->name);
    if (target == NULL) fail();
    __atomic_store_n(&function->target, target, __ATOMIC_RELEASE);
    return target;
}

// Each stub jumps to its entry's target, with the stack and all registers that hold arguments as they were. The resolver
// keeps these registers over wp_resolve.
#if defined(__x86_64__)

#define STUB(library, name) \
    __asm__(".text\n" \
            ".globl " #name "\n.hidden " #name "\n.type " #name ", @function\n" #name ":\n" \
            "    jmp *wp_entry_" #name "(%rip)\n" \
            ".hidden wp_first_" #name "\n.globl wp_first_" #name "\nwp_first_" #name ":\n" \
            "    leaq wp_entry_" #name "(%rip), %r11\n" \
            "    jmp wp_enter\n");

__asm__(".text\n"
        "wp_enter:\n"
        "    pushq %rbp\n"
        "    movq %rsp, %rbp\n"
        "    andq $-16, %rsp\n"
        "    subq $192, %rsp\n"
        "    movq %rdi, (%rsp)\n"
        "    movq %rsi, 8(%rsp)\n"
        "    movq %rdx, 16(%rsp)\n"
        "    movq %rcx, 24(%rsp)\n"
        "    movq %r8, 32(%rsp)\n"
        "    movq %r9, 40(%rsp)\n"
        "    movq %rax, 48(%rsp)\n"
        "    movups %xmm0, 64(%rsp)\n"
        "    movups %xmm1, 80(%rsp)\n"
        "    movups %xmm2, 96(%rsp)\n"
        "    movups %xmm3, 112(%rsp)\n"
        "    movups %xmm4, 128(%rsp)\n"
        "    movups %xmm5, 144(%rsp)\n"
        "    movups %xmm6, 160(%rsp)\n"
        "    movups %xmm7, 176(%rsp)\n"
        "    movq %r11, %rdi\n"
        "    call wp_resolve\n"
        "    movq %rax, %r11\n"
        "    movq (%rsp), %rdi\n"
        "    movq 8(%rsp), %rsi\n"
        "    movq 16(%rsp), %rdx\n"
        "    movq 24(%rsp), %rcx\n"
        "    movq 32(%rsp), %r8\n"
        "    movq 40(%rsp), %r9\n"
        "    movq 48(%rsp), %rax\n"
        "    movups 64(%rsp), %xmm0\n"
        "    movups 80(%rsp), %xmm1\n"
        "    movups 96(%rsp), %xmm2\n"
        "    movups 112(%rsp), %xmm3\n"
        "    movups 128(%rsp), %xmm4\n"
        "    movups 144(%rsp), %xmm5\n"
        "    movups 160(%rsp), %xmm6\n"
        "    movups 176(%rsp), %xmm7\n"
        "    movq %rbp, %rsp\n"
        "    popq %rbp\n"
        "    jmp *%r11\n");

#elif defined(__aarch64__)

#define STUB(library, name) \
    __asm__(".text\n.balign 4\n" \
            ".globl " #name "\n.hidden " #name "\n.type " #name ", %function\n" #name ":\n" \
            "    adrp x16, wp_entry_" #name "\n" \
            "    ldr x16, [x16, :lo12:wp_entry_" #name "]\n" \
            "    br x16\n" \
            ".hidden wp_first_" #name "\n.globl wp_first_" #name "\nwp_first_" #name ":\n" \
            "    adrp x17, wp_entry_" #name "\n" \
            "    add x17, x17, :lo12:wp_entry_" #name "\n" \
            "    b wp_enter\n");

__asm__(".text\n.balign 4\n"
        "wp_enter:\n"
        "    stp x29, x30, [sp, #-224]!\n"
        "    mov x29, sp\n"
        "    stp x0, x1, [sp, #16]\n"
        "    stp x2, x3, [sp, #32]\n"
        "    stp x4, x5, [sp, #48]\n"
        "    stp x6, x7, [sp, #64]\n"
        "    str x8, [sp, #80]\n"
        "    stp q0, q1, [sp, #96]\n"
        "    stp q2, q3, [sp, #128]\n"
        "    stp q4, q5, [sp, #160]\n"
        "    stp q6, q7, [sp, #192]\n"
        "    mov x0, x17\n"
        "    bl wp_resolve\n"
        "    mov x16, x0\n"
        "    ldp x0, x1, [sp, #16]\n"
        "    ldp x2, x3, [sp, #32]\n"
        "    ldp x4, x5, [sp, #48]\n"
        "    ldp x6, x7, [sp, #64]\n"
        "    ldr x8, [sp, #80]\n"
        "    ldp q0, q1, [sp, #96]\n"
        "    ldp q2, q3, [sp, #128]\n"
        "    ldp q4, q5, [sp, #160]\n"
        "    ldp q6, q7, [sp, #192]\n"
        "    ldp x29, x30, [sp], #224\n"
        "    br x16\n");

#else
#error "there are no stubs for this processor; link with FFmpeg's libraries instead"
#endif

FFMPEG_FUNCTIONS
