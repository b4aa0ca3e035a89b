// The C library's settings of its allocator.
#pragma once
#include <malloc.h>
