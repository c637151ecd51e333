#include "db/shares.h"
#include "station/fields.h"
#include "station/run/run.h"

typedef struct
{
  GArray *ids;    /* gint64: cooperatives in the order of their first feed; 0: not known (a graded lot run again) */
  GArray *weights; /* gint64, milligrams */
  GPtrArray *names;
} Parties;

static void
add (Parties *parties, gint64 id, const gchar *name, gint64 mg)
{
  for (guint i = 0; i < parties->ids->len; i++)
    if (g_array_index (parties->ids, gint64, i) == id)
      {
        g_array_index (parties->weights, gint64, i) += mg;
        return;
      }
  g_array_append_val (parties->ids, id);
  g_array_append_val (parties->weights, mg);
  g_ptr_array_add (parties->names, (gpointer) name);
}

static void
read_parties (json_t *run, Parties *parties)
{
  gsize i;
  json_t *feed;

  json_array_foreach (json_object_get (run, "feeds"), i, feed)
    add (parties, guo_field_int (feed, "cooperative", 0), guo_field_text (feed, "cooperative_name"),
         guo_field_int (feed, "mg", 0));
}

/* Each class divided, its parts appended to the rows. */
static void
divide (json_t *classes, const Parties *parties, json_t *rows)
{
  g_autofree gint64 *parts = g_new (gint64, parties->ids->len);
  gsize i;
  json_t *class;

  json_array_foreach (classes, i, class)
    {
      guo_shares_split ((const gint64 *) parties->weights->data, parties->ids->len, guo_field_int (class, "mg", 0), parts);
      for (guint k = 0; k < parties->ids->len; k++)
        json_array_append_new (json_object_get (json_array_get (rows, k), "classes"),
                               json_pack ("{s:O, s:I}", "grade_class", json_object_get (class, "grade_class"), "mg",
                                          (json_int_t) parts[k]));
    }
}

json_t *
guo_run_shares (json_t *run)
{
  Parties parties = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, sizeof (gint64)),
                      g_ptr_array_new () };
  json_t *rows = json_array ();

  read_parties (run, &parties);
  for (guint k = 0; k < parties.ids->len; k++)
    {
      gint64 id = g_array_index (parties.ids, gint64, k);

      json_array_append_new (rows, json_pack ("{s:o, s:s?, s:I, s:s, s:[]}", "cooperative",
                                              id != 0 ? json_integer (id) : json_null (), "cooperative_name",
                                              parties.names->pdata[k], "in_mg",
                                              (json_int_t) g_array_index (parties.weights, gint64, k), "basis",
                                              parties.ids->len == 1 ? "measured" : "proportion", "classes"));
    }
  if (parties.ids->len > 0)
    divide (json_object_get (run, "classes"), &parties, rows);
  g_array_unref (parties.ids);
  g_array_unref (parties.weights);
  g_ptr_array_unref (parties.names);
  return rows;
}
