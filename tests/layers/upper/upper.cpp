#include "base/date.hpp"
