// How a plan is to look, as its request asks for it.
#pragma once

#include "app/plan_options.hpp"
#include "app/world.hpp"
#include "base/diagnostic.hpp"
#include "press/rendering.hpp"

namespace pensum::app {

/// With the date of SOURCE_DATE_EPOCH, or that of the plan's start. Errors: a SOURCE_DATE_EPOCH that is none.
Result<press::Rendering> rendering_of(const PlanRequest& asked, const World& world);

}  // namespace pensum::app
