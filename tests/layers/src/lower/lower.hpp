#pragma once
#include "upper/upper.hpp"
