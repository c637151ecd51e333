#include "tests/station/desk.h"

#include "db/database.h"
#include "db/projector.h"

gint64
desk_integer (json_t *object, const gchar *name)
{
  g_assert_true (json_is_integer (json_object_get (object, name)));
  return json_integer_value (json_object_get (object, name));
}

const gchar *
desk_text (json_t *object, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (object, name));

  return value != NULL ? value : "";
}

gchar *
desk_path (const gchar *before, gint64 id, const gchar *after)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s", before, id, after);
}

gint64
desk_crate (Desk *desk, gint64 gross_mg)
{
  return fixture_make (&desk->f, "/v1/weighings",
                       json_pack ("{s:I, s:I, s:I}", "lot", ID (desk->lot), "scale", ID (desk->f.scale),
                                  "simulated_mg", ID (gross_mg)));
}

void
desk_open (Desk *desk)
{
  fixture_open (&desk->f);
  fixture_centre (&desk->f);
  desk->lot = fixture_deliver (&desk->f, &desk->delivery);
  desk->close = desk_path ("/v1/deliveries/", desk->delivery, "/close");
}

void
desk_close (Desk *desk)
{
  GuoDatabase *db = guo_station_db (desk->f.station);
  g_autofree gchar *before = guo_projector_dump (db, NULL);
  g_autofree gchar *after = NULL;

  g_assert_true (guo_projector_rebuild (db, NULL, NULL, NULL));
  after = guo_projector_dump (db, NULL);
  g_assert_cmpstr (before, ==, after);
  g_free (desk->close);
  fixture_close (&desk->f);
}

gint64
desk_neighbour (Desk *desk)
{
  Fixture *f = &desk->f;
  gint64 cooperative = f->cooperative, grower = f->grower, plot = f->plot, lot;

  fixture_as_supervisor (f);
  f->cooperative = fixture_make (f, "/v1/parties", json_pack ("{s:s, s:s, s:s}", "kind", "cooperative", "name", "红岩", "code", "HY"));
  f->grower = fixture_make (f, "/v1/parties", json_pack ("{s:s, s:s, s:I}", "kind", "grower", "name", "王长顺", "cooperative",
                                                        ID (f->cooperative)));
  f->plot = fixture_make (f, "/v1/plots", json_pack ("{s:I, s:s, s:s, s:I}", "grower", ID (f->grower), "name", "1", "area_mu", "2", "product",
                                                     ID (f->product)));
  fixture_as_operator (f);
  lot = fixture_deliver (f, NULL);
  json_decref (fixture_do (f, "/v1/weighings", json_pack ("{s:I, s:I, s:I}", "lot", ID (lot), "scale", ID (f->scale),
                                                          "simulated_mg", ID (50000000))));
  f->cooperative = cooperative;
  f->grower = grower;
  f->plot = plot;
  return lot;
}

json_t *
desk_percent (Desk *desk, gint64 ppm)
{
  return json_pack ("{s:I, s:s, s:I, s:s}", "lot", ID (desk->lot), "kind", "percent", "ppm", ID (ppm), "reason",
                    "water");
}
