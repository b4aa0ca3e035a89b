// zimg for MediaIO.
#pragma once
#include <zimg.h>
