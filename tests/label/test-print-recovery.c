/* A run of labels with the link cut, the power gone and the paper ended at every kind of place, in each language: a
 * person scans the last good label, and in the end each case has exactly one good one. GUOZHAN_TEST_LABELS: how many. */
#include "drivers/printer/language.h"
#include "station/label/case-label.h"
#include "station/label/painter.h"
#include "station/station-private.h"
#include "tests/label/shop.h"

#include <string.h>

#define LABELS 40
#define NOMINAL_MG 50000
#define MOST_IN_JOB 100
#define PATIENCE_US (600 * G_USEC_PER_SEC)

/* Where the run breaks: in half a label, behind its last byte, or in the question that follows. */
typedef enum
{
  CUT_HALF_A_LABEL,
  CUT_BEHIND_A_LABEL,
  CUT_IN_THE_QUESTION,
} Cut;

typedef struct
{
  Shop shop;
  const GuoPrinterLanguage *language;
  GPtrArray *jobs; /* json_t: objects with "job" */
  guint extra;     /* labels on paper that a careless person passed over */
} Run;

/* What the printer is sent for the first label of @packed: the question, then the job. */
static gsize
bytes_before (Run *self, json_t *packed, Cut cut)
{
  const GuoPrinterJob job = { .dots_per_mm = 8, .gap_mm = 2, .mark = 1 };
  g_autoptr(GuoBitmap) picture
    = guo_case_label_paint (self->shop.f.station, guo_station_db (self->shop.f.station), serial_of (packed, 0), 1,
                            "case-60x40", 203, NULL);
  g_autoptr(GBytes) bytes = self->language->label (picture, &job);
  gsize question = strlen (self->language->question), len = g_bytes_get_size (bytes);

  if (cut == CUT_HALF_A_LABEL)
    return question + len / 2;
  return question + len + (cut == CUT_IN_THE_QUESTION ? 1 : 0);
}

static void
control (Run *self, const gchar *format, gsize bytes)
{
  g_autofree gchar *line = g_strdup_printf ("%s %" G_GSIZE_FORMAT, format, bytes);

  g_assert_true (guo_printer_sim_control (guo_printer_server_sim (self->shop.printer), line, NULL));
}

/* Waits until the run has ended or stands; returns whether it stands. */
static gboolean
await_standing (Run *self)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < until)
    {
      g_autoptr(json_t) open = guo_database_rows (self->shop.db, "labels-open", NULL, NULL);
      gsize i;
      json_t *row;

      if (json_array_size (open) == 0)
        return FALSE;
      json_array_foreach (open, i, row)
        if (g_strcmp0 (json_string_value (json_object_get (row, "state")), "doubtful") == 0)
          {
            g_test_message ("it stands: %s", json_string_value (json_object_get (row, "reason")));
            return TRUE;
          }
      g_usleep (10000);
    }
  g_error ("the run neither ends nor stands");
}

/* What a scanner reads on the label that lies @back before the last one on paper. */
static gchar *
scan (Run *self, guint back)
{
  const gchar *argv[] = { "zbarimg", "-q", "--raw", "--nodbus", NULL, NULL };
  g_autofree gchar *path = g_build_filename (self->shop.f.folder, "label.png", NULL);
  g_autoptr(GBytes) png = NULL;
  gchar *code = NULL;

  g_mutex_lock (&self->shop.lock);
  png = guo_label_png (g_ptr_array_index (self->shop.paper, self->shop.paper->len - 1 - back), 203);
  g_mutex_unlock (&self->shop.lock);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), NULL));
  argv[4] = path;
  g_assert_true (g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               &code, NULL, NULL, NULL));
  return g_strstrip (code);
}

static void
answered (json_t *answer, const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
  g_async_queue_push (user_data, json_incref (answer));
}

/* As a face does it, while the station works: the worker throws away what the printer holds, and goes on. */
static void
resume (Run *self, const gchar *code)
{
  const GuoVerb *verb = guo_verbs ();
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->shop.device);
  g_autoptr(GAsyncQueue) answers = g_async_queue_new ();
  g_autoptr(json_t) answer = NULL;
  g_autoptr(GError) error = NULL;

  while (strcmp (verb->path, "/v1/printers/{id}/resume") != 0)
    verb++;
  guo_writer_push (self->shop.writer, verb, NULL, &self->shop.f.actor, json_pack ("{s:s}", "id", id),
                   json_pack ("{s:s}", "code", code), answered, answers, &error);
  g_assert_no_error (error);
  answer = g_async_queue_pop (answers);
  if (json_is_integer (json_object_get (answer, "job")))
    g_ptr_array_add (self->jobs, json_incref (answer));
}

static void
pack (Run *self, guint n)
{
  for (; n > 0; n -= MIN (n, MOST_IN_JOB))
    g_ptr_array_add (self->jobs, shop_pack (&self->shop, (gint) MIN (n, MOST_IN_JOB), NOMINAL_MG));
}

/* Prints @n cases, the link cut at the first of them; a careless person takes the last good label for a bad one. */
static void
run_part (Run *self, guint n, Cut cut, const gchar *how, gboolean careless)
{
  guint first = self->jobs->len;
  g_autofree gchar *code = NULL;

  pack (self, n);
  control (self, how, bytes_before (self, g_ptr_array_index (self->jobs, first), cut));
  shop_start (&self->shop);
  g_assert_true (await_standing (self));
  code = scan (self, careless ? 1 : 0);
  self->extra += careless ? 1 : 0;
  resume (self, code);
  g_assert_false (await_standing (self));
  shop_stop (&self->shop);
}

/* The paper as the label's own size, whatever the printer's width. */
static gchar *
digest_of (const GuoBitmap *paper, guint width, guint height)
{
  g_autoptr(GuoBitmap) cut = guo_bitmap_new (width, height);

  guo_bitmap_paste (cut, paper, 0, 0);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, cut->bits, cut->stride * cut->height);
}

static GHashTable *
papers (Run *self, guint width, guint height)
{
  GHashTable *out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->shop.paper->len; i++)
    {
      gchar *digest = digest_of (g_ptr_array_index (self->shop.paper, i), width, height);
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (out, digest));

      g_hash_table_insert (out, digest, GUINT_TO_POINTER (times + 1));
    }
  return out;
}

/* How often this label lies on paper; and once is the most. */
static guint
times_on_paper (Run *self, GHashTable *paper, json_t *row)
{
  g_autoptr(GuoBitmap) picture = guo_case_label_paint (
    self->shop.f.station, guo_station_db (self->shop.f.station), json_string_value (json_object_get (row, "serial")),
    json_integer_value (json_object_get (row, "copy")), "case-60x40", 203, NULL);
  g_autofree gchar *digest = digest_of (picture, picture->width, picture->height);
  guint times = GPOINTER_TO_UINT (g_hash_table_lookup (paper, digest));

  g_assert_cmpuint (times, <=, 1);
  return times;
}

/* Every label of every job against the paper: what is good in the ledger is there, what is there is known. */
static void
reconcile (Run *self, guint cases)
{
  g_autoptr(GHashTable) paper = papers (self, 480, 320);
  g_autoptr(GHashTable) good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint known = 0, void_on_paper = 0;

  for (guint j = 0; j < self->jobs->len; j++)
    {
      g_autoptr(json_t) rows = labels_of (&self->shop, g_ptr_array_index (self->jobs, j));
      gsize i;
      json_t *row;

      json_array_foreach (rows, i, row)
        {
          const gchar *state = json_string_value (json_object_get (row, "state"));
          guint times = times_on_paper (self, paper, row);

          known += times;
          if (strcmp (state, "void") == 0)
            {
              void_on_paper += times;
              continue;
            }
          g_assert_true (strcmp (state, "out") == 0 || strcmp (state, "seen") == 0);
          g_assert_cmpuint (times, ==, 1);
          g_assert_true (g_hash_table_add (good, g_strdup (json_string_value (json_object_get (row, "serial")))));
        }
    }
  g_assert_cmpuint (g_hash_table_size (good), ==, cases);
  g_assert_cmpuint (known, ==, self->shop.paper->len);
  g_assert_cmpuint (void_on_paper, ==, self->extra);
  g_assert_cmpuint (self->shop.paper->len, ==, cases + self->extra);
}

static guint
wanted_labels (void)
{
  const gchar *text = g_getenv ("GUOZHAN_TEST_LABELS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : LABELS;
}

static void
test_language (gconstpointer data)
{
  Run run = { .language = data };
  guint cases = wanted_labels (), part = cases / 4;
  g_autofree gchar *zbar = g_find_program_in_path ("zbarimg");

  if (zbar == NULL)
    {
      g_test_skip ("zbarimg is not installed");
      return;
    }
  run.jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  shop_open (&run.shop, run.language->id, "ready");
  pack (&run, part);
  shop_start (&run.shop);
  g_assert_false (await_standing (&run));
  shop_stop (&run.shop);
  run_part (&run, part, CUT_HALF_A_LABEL, "power-off", FALSE);
  run_part (&run, part, CUT_BEHIND_A_LABEL, "reset", FALSE);
  run_part (&run, cases - 3 * part, CUT_IN_THE_QUESTION, "reset", TRUE);
  reconcile (&run, cases);
  shop_close (&run.shop);
  g_ptr_array_unref (run.jobs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (const GuoPrinterLanguage *const *language = guo_printer_languages (); *language != NULL; language++)
    {
      g_autofree gchar *path = g_strdup_printf ("/label/print-recovery/%s", (*language)->id);

      g_test_add_data_func (path, *language, test_language);
    }
  return g_test_run ();
}
