#include "drivers/sim/grader-scenario.h"

#include <string.h>

static const GuoGraderScenario scenarios[] = {
  { .name = "good" },
  { .name = "lost", .lost = 20 },
  { .name = "bad-crc", .damaged = 20 },
  { .name = "duplicate", .twice = 20 },
  { .name = "garbage", .garbage = 20 },
  { .name = "trouble", .lost = 10, .damaged = 10, .twice = 10, .garbage = 10 },
  { .name = "restart", .restart_us = 45 * G_TIME_SPAN_SECOND },
  { .name = "link-reset", .cut_us = 30 * G_TIME_SPAN_SECOND },
  { .name = "silence", .silent_us = 20 * G_TIME_SPAN_SECOND },
  { .name = "not-closed", .never_ends = TRUE },
  { .name = "wrong-total", .too_many = 2 },
};

const GuoGraderScenario *
guo_grader_scenario_find (const gchar *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      if (strcmp (scenarios[i].name, name) == 0)
        return &scenarios[i];
      g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", scenarios[i].name);
    }
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no scenario \"%s\"; there are %s", name,
               known->str);
  return NULL;
}
