#include "ui/widgets/reading.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"

#define MG_PER_HUNDREDTH 10000 /* guo_format_mass_plain() writes any decimal */
#define TIME_AT 11             /* "2026-07-16T14:03:22.123+08:00" */
#define TIME_LEN 8

gchar *
guo_reading_figure (gint64 hundredths)
{
  return guo_format_mass_plain (hundredths * MG_PER_HUNDREDTH, hundredths % 10 == 0 ? 1 : 2);
}

gchar *
guo_reading_time (json_t *reading)
{
  const gchar *at = guo_row_text (reading, "at");

  return strlen (at) >= TIME_AT + TIME_LEN ? g_strndup (at + TIME_AT, TIME_LEN) : g_strdup ("");
}

static gchar *
implausible (json_t *reading)
{
  g_autofree gchar *value = guo_reading_figure (guo_row_int (reading, "value"));
  g_autofree gchar *least = guo_reading_figure (guo_row_int (reading, "least"));
  g_autofree gchar *most = guo_reading_figure (guo_row_int (reading, "most"));
  const gchar *unit = guo_row_text (reading, "unit");

  return g_strdup_printf (_("%s %s cannot be of a fruit (%s to %s %s)"), value, unit, least, most, unit);
}

gchar *
guo_reading_text (json_t *reading)
{
  static const struct
  {
    const gchar *fault, *words;
  } faults[] = {
    { "under", N_("below what can be measured") },
    { "over", N_("above what can be measured") },
    { "instrument", N_("it says that it could not measure") },
    { "silent", N_("asked, it did not answer") },
  };
  const gchar *fault = guo_row_text (reading, "fault");
  g_autofree gchar *value = guo_reading_figure (guo_row_int (reading, "value"));

  if (*fault == '\0')
    return g_strdup_printf ("%s %s", value, guo_row_text (reading, "unit"));
  if (strcmp (fault, "implausible") == 0)
    return implausible (reading);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (strcmp (faults[i].fault, fault) == 0)
      return g_strdup (_(faults[i].words));
  return g_strdup (_("what it sent cannot be read"));
}
