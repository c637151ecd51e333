#include "station/sources.h"

#include "db/shares.h"
#include "station/call.h"

#define CRATES_MAX 100000

static const gchar *const bases[] = { "declared", "crates", "area", "equal", NULL };

const GuoField guo_sources_fields[] = {
  { .name = "grower", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED },
  { .name = "plot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "share_ppm", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL,
    .min = 1, .max = GUO_SHARES_PPM },
  { .name = "basis", .type = GUO_FIELD_CHOICE, .need = GUO_FIELD_OPTIONAL, .choices = bases },
  { .name = "crates", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = CRATES_MAX },
  { .name = NULL },
};

/* What one source says of itself. */
typedef struct
{
  gint64 grower;
  gint64 plot;
  gint64 area_m2; /* of the plot; 0: not known */
  gint64 weight;  /* as the basis has it */
} Source;

static gsize
count_of (json_t *sources, const gchar *name)
{
  gsize n = 0;
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    n += guo_field_int (source, name, 0) > 0;
  return n;
}

/* The one basis that all of them have; without a word it is what they say. NULL with "bad-field". */
static const gchar *
basis_of (json_t *sources, GError **error)
{
  const gchar *basis = guo_field_text (json_array_get (sources, 0), "basis");
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    if (g_strcmp0 (guo_field_text (source, "basis"), basis) != 0)
      {
        guo_bad_field (error, "sources", "all need the same basis");
        return NULL;
      }
  if (basis != NULL)
    return basis;
  if (count_of (sources, "share_ppm") > 0)
    return "declared";
  return count_of (sources, "crates") > 0 ? "crates" : "equal";
}

static gboolean
check_grower (GuoCall *call, gint64 grower, gint64 cooperative, GError **error)
{
  g_autoptr(json_t) row = guo_call_row (call, "party", "grower", grower, error);

  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (guo_field_text (row, "kind"), "grower") != 0)
    return guo_call_not_found (error, "grower", json_integer (grower));
  if (guo_field_int (row, "cooperative", 0) != cooperative)
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "wrong-cooperative",
                       json_pack ("{s:O}", "grower", json_object_get (row, "name")),
                       "%s belongs to another cooperative", guo_field_text (row, "name"));
  return TRUE;
}

static gboolean
check_plot (GuoCall *call, Source *source, GError **error)
{
  g_autoptr(json_t) row = source->plot != 0 ? guo_call_row (call, "plot", "plot", source->plot, error) : NULL;

  if (source->plot == 0)
    return TRUE;
  if (row == NULL)
    return FALSE;
  if (guo_field_int (row, "grower", 0) != source->grower)
    return guo_call_not_found (error, "plot", json_integer (source->plot));
  source->area_m2 = guo_field_int (row, "area_m2", 0);
  return TRUE;
}

static gboolean
read_source (GuoCall *call, json_t *said, const gchar *basis, gint64 cooperative, Source *out, GError **error)
{
  *out = (Source) { .grower = guo_field_int (said, "grower", 0), .plot = guo_field_int (said, "plot", 0) };
  if (!check_grower (call, out->grower, cooperative, error) || !check_plot (call, out, error))
    return FALSE;
  if (g_str_equal (basis, "declared"))
    out->weight = guo_field_int (said, "share_ppm", 0);
  else if (g_str_equal (basis, "crates"))
    out->weight = guo_field_int (said, "crates", 0);
  else if (g_str_equal (basis, "area"))
    out->weight = out->area_m2;
  return TRUE;
}

/* What the basis asks of every source must be there; declared shares sum to a million. */
static gboolean
check_weights (const gint64 *weights, gsize n, const gchar *basis, GError **error)
{
  gint64 sum = 0;
  gsize given = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += weights[i];
      given += weights[i] > 0;
    }
  if (g_str_equal (basis, "equal"))
    return TRUE;
  if (g_str_equal (basis, "declared"))
    return (given == n && sum == GUO_SHARES_PPM)
           || guo_bad_field (error, "sources", "shares must sum to 1,000,000 ppm, or be absent");
  if (g_str_equal (basis, "crates"))
    return given == n || guo_bad_field (error, "sources", "each needs its number of crates");
  return given == n || guo_bad_field (error, "sources", "each needs a plot whose area is known");
}

static json_t *
source_fact (GuoCall *call, json_t *said, const Source *source, const gchar *basis, gint64 share_ppm,
             GError **error)
{
  g_autoptr(json_t) item = json_pack ("{s:I, s:s}", "share_ppm", (json_int_t) share_ppm, "basis", basis);

  guo_call_merge (item, said, NULL, "crates");
  if (!guo_call_set_ref (call, item, "grower", source->grower, error)
      || !guo_call_set_ref (call, item, "plot", source->plot, error))
    return NULL;
  return g_steal_pointer (&item);
}

json_t *
guo_sources_read (GuoCall *call, gint64 cooperative, GError **error)
{
  json_t *sources = json_object_get (call->body, "sources");
  gsize n = json_array_size (sources);
  const gchar *basis = basis_of (sources, error);
  g_autofree Source *read = g_new0 (Source, MAX (n, 1));
  g_autofree gint64 *weights = g_new0 (gint64, MAX (n, 1));
  g_autofree gint64 *shares = g_new0 (gint64, MAX (n, 1));
  g_autoptr(json_t) out = json_array ();

  for (gsize i = 0; i < n; i++)
    {
      if (basis == NULL || !read_source (call, json_array_get (sources, i), basis, cooperative, &read[i], error))
        return NULL;
      weights[i] = read[i].weight;
    }
  if (n == 0 || !check_weights (weights, n, basis, error))
    return NULL;
  guo_shares_split (weights, n, GUO_SHARES_PPM, shares);
  for (gsize i = 0; i < n; i++)
    {
      json_t *item = source_fact (call, json_array_get (sources, i), &read[i], basis, shares[i], error);

      if (item == NULL)
        return NULL;
      json_array_append_new (out, item);
    }
  return g_steal_pointer (&out);
}

json_t *
guo_sources_plots (GuoCall *call)
{
  json_t *plots = json_array ();
  gsize i;
  json_t *source;

  json_array_foreach (json_object_get (call->body, "sources"), i, source)
    if (guo_field_int (source, "plot", 0) != 0)
      json_array_append (plots, json_object_get (source, "plot"));
  return plots;
}
