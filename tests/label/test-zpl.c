/* ZPL: a whole job, and the simulated printer. */
#include "drivers/printer/zpl.h"
#include "drivers/sim/printer-sim.h"

#include <string.h>

/* What the simulated printer put out last. */
typedef struct
{
  GuoBitmap *last;
} Tray;

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  Tray *tray = user_data;

  guo_bitmap_free (tray->last);
  tray->last = guo_bitmap_new (picture->width, picture->height);
  guo_bitmap_paste (tray->last, picture, 0, 0);
}

static GuoBitmap *
checkered (guint width, guint height)
{
  GuoBitmap *picture = guo_bitmap_new (width, height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if ((x / 3 + y / 5) % 2 == 0 || x * y % 7 == 1)
        guo_bitmap_set (picture, x, y);
  return picture;
}

static gint64
status_number (GuoPrinterSim *sim, const gchar *key)
{
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  json_auto_t *status = NULL;

  g_assert_true (guo_printer_sim_receive (sim, (const guint8 *) "~HS", 3, answer));
  status = guo_zpl_host_status (answer->data, answer->len, NULL);
  return status != NULL ? json_integer_value (json_object_get (status, key)) : -1;
}

/* A label sent in pieces of every size comes out dot for dot. */
static void
test_sim_prints (void)
{
  g_autoptr(GuoBitmap) picture = checkered (83, 40);

  for (guint piece = 1; piece < 400; piece += 37)
    {
      Tray tray = { NULL };
      g_autoptr(GuoPrinterSim) sim = guo_printer_sim_new ("zpl", NULL, keep, &tray, NULL);
      g_autoptr(GBytes) job = guo_zpl_label (picture, piece % 2 == 0 ? GUO_ZPL_ACS : GUO_ZPL_Z64);
      g_autoptr(GByteArray) answer = g_byte_array_new ();
      gsize len;
      const guint8 *bytes = g_bytes_get_data (job, &len);

      for (gsize at = 0; at < len; at += piece)
        g_assert_true (guo_printer_sim_receive (sim, bytes + at, MIN (piece, len - at), answer));
      g_assert_cmpuint (guo_printer_sim_labels (sim), ==, 1);
      g_assert_cmpuint (guo_printer_sim_faults (sim), ==, 0);
      g_assert_true (guo_bitmap_equal (tray.last, picture));
      guo_bitmap_free (tray.last);
    }
}

static void
test_sim_faults (void)
{
  g_autoptr(GuoBitmap) picture = checkered (16, 8);
  g_autoptr(GBytes) job = guo_zpl_label (picture, GUO_ZPL_Z64);
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  g_autoptr(GuoPrinterSim) paper = guo_printer_sim_new ("zpl", "paper-out:1", NULL, NULL, NULL);
  g_autoptr(GuoPrinterSim) silent = guo_printer_sim_new ("zpl", "silence", NULL, NULL, NULL);
  g_autoptr(GuoPrinterSim) reset = guo_printer_sim_new ("zpl", "reset:20", NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  gsize len;
  const guint8 *bytes = g_bytes_get_data (job, &len);

  guo_printer_sim_receive (paper, bytes, len, answer);
  guo_printer_sim_receive (paper, bytes, len, answer);
  g_assert_cmpuint (guo_printer_sim_labels (paper), ==, 1);
  g_assert_cmpint (status_number (paper, "paper_out"), ==, -1); /* no answer while it is out */
  g_assert_true (guo_printer_sim_control (paper, "paper in", NULL));
  g_assert_cmpuint (guo_printer_sim_labels (paper), ==, 2);
  g_assert_cmpint (status_number (paper, "paper_out"), ==, 0);
  g_assert_cmpint (status_number (silent, "paper_out"), ==, -1);
  g_assert_false (guo_printer_sim_receive (reset, bytes, len, answer));
  g_assert_true (guo_printer_sim_receive (reset, bytes, len, answer));
  g_assert_cmpuint (guo_printer_sim_labels (reset), ==, 1);
  g_assert_null (guo_printer_sim_new ("zpl", "dance", NULL, NULL, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT);
}

/* The job as a whole, once and for all: every command that the printer would otherwise keep from before. */
static void
test_golden (void)
{
  g_autoptr(GuoBitmap) picture = guo_bitmap_new (16, 2);
  g_autoptr(GBytes) job = NULL;
  g_autofree gchar *whole = NULL;
  gsize len;
  const gchar *text;

  guo_bitmap_set (picture, 0, 0);
  guo_bitmap_set (picture, 15, 1);
  job = guo_zpl_label (picture, GUO_ZPL_ACS);
  text = g_bytes_get_data (job, &len);
  whole = g_strndup (text, len);
  g_assert_cmpstr (whole, ==, "^XA^JZN^PON^PMN^LRN^LH0,0^LS0^PW16^LL2^FO0,0^GFA,4,4,2,8,I01^FS^PQ1,0,1,N^XZ\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label/zpl/golden", test_golden);
  g_test_add_func ("/label/zpl/sim-prints", test_sim_prints);
  g_test_add_func ("/label/zpl/sim-faults", test_sim_faults);
  return g_test_run ();
}
