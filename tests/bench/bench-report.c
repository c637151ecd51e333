/* A report of half a million fruits read and mapped, beside `sqlite3 :memory: ".import"` of the same file in the same run.
 * Ours also checks every number, and in the second line that no two rows have the same key; sqlite3 keeps texts. */
#include "drivers/grader/report.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROWS 500000
#define ROUNDS 3

static const gchar profile_format[]
    = "{\"format\":\"guozhan-profile/1\",\"name\":\"fruit\",\"file\":{\"kind\":\"csv\"},"
      "\"numbers\":{\"decimal\":\".\",\"thousands\":\",\"},\"columns\":["
      "{\"field\":\"batch\",\"names\":[\"批次号\"],\"required\":true,\"carry_down\":true},"
      "{\"field\":\"size\",\"names\":[\"序号\"]},{\"field\":\"outlet\",\"names\":[\"出口\"]},"
      "{\"field\":\"grade\",\"names\":[\"规格\"],\"required\":true},{\"field\":\"fruit\",\"names\":[\"果数\"],\"required\":true},"
      "{\"field\":\"mass\",\"names\":[\"重量(g)\"],\"unit\":\"g\",\"required\":true},"
      "{\"field\":\"diameter_mean\",\"names\":[\"果径(mm)\"],\"unit\":\"mm\"},{\"field\":\"brix_mean\",\"names\":[\"糖度\"]}],"
      "%s\"totals_row\":{\"fields\":[\"batch\"],\"text\":[\"合计\"],\"check\":[\"mass\"]},"
      "\"ignore_rows\":[{\"field\":\"outlet\",\"text\":[\"循环\"]}]}";

static GString *
make_file (void)
{
  static const gchar *const grades[] = { "特级", "一级", "二级", "三级", "等外", "小果" };
  GString *text = g_string_new ("批次号,序号,出口,规格,果数,重量(g),果径(mm),糖度\r\n");
  guint32 seed = 1;

  for (guint i = 0; i < ROWS; i++)
    {
      guint at;

      seed = seed * 1664525 + 1013904223;
      at = (seed >> 16) % G_N_ELEMENTS (grades);
      g_string_append_printf (text, "CL20230718-03,%u,%u,%s,1,%u.%02u,%u.%u,%u.%u\r\n", i + 1, at + 1, grades[at],
                              20 + seed % 40, seed % 100, 25 + seed % 20, seed % 10, 9 + seed % 6, seed % 10);
    }
  return text;
}

static gint64
read_once (const gchar *path, const gchar *key)
{
  g_autofree gchar *text = g_strdup_printf (profile_format, key);
  g_autoptr(GuoProfile) profile = guo_profile_parse (text, strlen (text), NULL);
  const gint64 began_us = g_get_monotonic_time ();
  g_autofree gchar *bytes = NULL;
  g_autoptr(GuoReport) report = NULL;
  gsize len;

  if (profile == NULL || !g_file_get_contents (path, &bytes, &len, NULL))
    g_error ("the bench's own profile or file is wrong");
  report = guo_report_read ((const guint8 *) bytes, len, profile);
  if (report->rejected || report->rows->len != ROWS)
    g_error ("%u rows were read", report->rows->len);
  return g_get_monotonic_time () - began_us;
}

/* Returns: microseconds; 0: there is no sqlite3. */
static gint64
import_once (const gchar *path)
{
  g_autofree gchar *import = g_strdup_printf (".import --csv %s t", path);
  gchar *argv[] = { (gchar *) "sqlite3", (gchar *) ":memory:", import, NULL };
  const gint64 began_us = g_get_monotonic_time ();
  gint status;

  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL) || status != 0)
    return 0;
  return g_get_monotonic_time () - began_us;
}

int
main (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guo-bench-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "fruit.csv", NULL);
  GString *text = make_file ();
  gint64 plain_us = G_MAXINT64, keyed_us = G_MAXINT64, peer_us = G_MAXINT64;

  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    g_error ("%s cannot be written", path);
  for (guint i = 0; i < ROUNDS; i++)
    {
      plain_us = MIN (plain_us, read_once (path, ""));
      keyed_us = MIN (keyed_us, read_once (path, "\"row_key\":[\"batch\",\"size\"],"));
      peer_us = MIN (peer_us, import_once (path));
    }
  g_remove (path);
  g_rmdir (folder);
  g_string_free (text, TRUE);
  if (peer_us == 0)
    {
      g_print ("sqlite3 is missing\n");
      return 77;
    }
  g_print ("%u rows: sqlite3 .import %.3f s\n", ROWS, (gdouble) peer_us / 1e6);
  g_print ("read and mapped %.3f s, %.2f of sqlite3\n", (gdouble) plain_us / 1e6, (gdouble) plain_us / (gdouble) peer_us);
  g_print ("with a row key  %.3f s, %.2f of sqlite3\n", (gdouble) keyed_us / 1e6, (gdouble) keyed_us / (gdouble) peer_us);
  return 0;
}
