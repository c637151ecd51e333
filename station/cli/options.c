/* How a verb's options are called in the requests it sends: one table, for refusals that name what was typed. */
#include "station/cli/cli.h"

#include <string.h>

static const struct
{
  const gchar *verb;
  const gchar *field;
  const gchar *option;
} options[] = {
  { "deduct", "ppm", "--percent" },
  { "deduct", "mg", "--mass" },
  { "deduct", "reason", "--reason" },
  { "deduct", "text", "--text" },
  { "deliver", "sources", "--source" },
  { "deliver", "sources.basis", "--basis" },
  { "deliver", "harvested_on", "--harvested" },
  { "deliver", "certificate_no", "--certificate" },
  { "deliver", "vehicle", "--vehicle" },
  { "deliver", "variety", "--variety" },
  { "deliver", "override", "--override" },
  { "deliver", "crate_loans", "--lend" },
  { "deliver", "crate_loans.returned", "--return" },
  { "deliver", "reason", "--reason" },
  { "exceptions", "day", "DAY" },
  { "loan", "lent", "--lend" },
  { "loan", "returned", "--return" },
  { "loan", "grower", "--grower" },
  { "loan", "delivery", "--delivery" },
  { "loan", "reason", "--reason" },
  { "pack", "grade_class", "--class" },
  { "pack", "nominal_mg", "--nominal" },
  { "pack", "count", "--count" },
  { "pack", "gtin", "--gtin" },
  { "pack", "tare_mg", "--tare" },
  { "pack", "net_mg", "--typed" },
  { "pack", "reason", "--reason" },
  { "set", "data", "--picture" },
  { "set", "picture_sha256", "--picture" },
  { "set", "tare_mg", "tare" },
  { "spray", "applied_on", "--on" },
  { "spray", "phi_days", "--phi" },
  { "spray", "registration_no", "--registration" },
  { "spray", "dose", "--dose" },
  { "spray", "name", "PRODUCT" },
  { "void", "reason", "--reason" },
  { "void", "text", "--text" },
  { "weigh", "gross_mg", "--typed" },
  { "weigh", "mg", "--typed" },
  { "weigh", "typed", "--typed" },
  { "weigh", "tare_mg", "--tare" },
  { "weigh", "crates", "--crates" },
  { "weigh", "crate_type", "--crate-type" },
  { "weigh", "pallet_type", "--pallet" },
  { "weigh", "vehicle", "--vehicle" },
  { "weigh", "reason", "--reason" },
  { "yields", "season", "--season" },
  { "yields", "against", "--against" },
  { "yields", "from", "--from" },
  { "yields", "to", "--to" },
  { "yields", "by", "--by" },
};

static const gchar *
look_up (const gchar *verb, const gchar *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (options[i].verb, verb) == 0 && strcmp (options[i].field, field) == 0)
      return options[i].option;
  return NULL;
}

/* "sources[2].basis" → "sources.basis" */
static gchar *
without_places (const gchar *field)
{
  GString *out = g_string_new (NULL);
  gboolean inside = FALSE;

  for (; *field != '\0'; field++)
    {
      inside = (inside || *field == '[') && *field != ']';
      if (!inside && *field != ']')
        g_string_append_c (out, *field);
    }
  return g_string_free (out, FALSE);
}

const gchar *
guo_cli_option_of (const gchar *verb, const gchar *field)
{
  g_autofree gchar *path = without_places (field);
  const gchar *option = look_up (verb, path);

  if (option != NULL)
    return option;
  path[strcspn (path, ".")] = '\0';
  return look_up (verb, path);
}
