// The sRGB colour space as an ICC profile, which defines the colours of a file on any device.
#pragma once

#include <string>

namespace pensum::pdf {

/// An ICC profile (ICC.1:2001-04, version 2.1, display class) of IEC 61966-2-1, its tone curve
/// sampled at 64 points. The same bytes on every machine.
std::string srgb_profile();

}  // namespace pensum::pdf
