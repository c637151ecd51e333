/* 1,000 case labels as PDF, as pictures and in each printer language, beside their 1,000 QR symbols alone in the same run: the
 * ratio means the same on every machine. */
#include "drivers/printer/language.h"
#include "station/label/painter.h"
#include "station/label/qr.h"

#define LABELS 1000

/* Returns: bytes made, so that nothing can be left out. */
typedef gsize (*Work) (json_t *const *data);

static json_t *
make_data (guint i)
{
  g_autofree gchar *serial = g_strdup_printf ("6A%06uK7QX", i);
  g_autofree gchar *number = g_strdup_printf ("%06u", i);
  g_autofree gchar *uri
    = g_strdup_printf ("https://trace.example.cn/01/09521234500018/10/60716-014/21/%s", serial);

  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "product", "脆李", "grade_class", "特级",
                    "net_content", "5 kg", "origin", "曲尺乡 青石坝村", "packed_on", "2026-07-16", "lot", "60716-014",
                    "number", number, "serial", serial, "uri", uri);
}

static gsize
symbols (json_t *const *data)
{
  gsize modules = 0;

  for (guint i = 0; i < LABELS; i++)
    {
      g_autoptr(GuoQr) qr = guo_qr_new (json_string_value (json_object_get (data[i], "uri")), NULL);

      modules += guo_qr_width (qr);
    }
  return modules;
}

static gsize
pdf (json_t *const *data)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-60x40", NULL);
  g_autoptr(GuoLabelPdf) file = guo_label_pdf_new (layout);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < LABELS; i++)
    if (!guo_label_pdf_add (file, data[i], NULL))
      g_error ("label %u", i);
  bytes = guo_label_pdf_finish (g_steal_pointer (&file), NULL);
  return g_bytes_get_size (bytes);
}

static gsize
pictures (json_t *const *data, const gchar *language)
{
  g_autoptr(GuoLabelLayout) layout = guo_label_layout_builtin ("case-60x40", NULL);
  g_autoptr(GuoLabelPainter) painter = guo_label_painter_new (layout, 203, NULL);
  const GuoPrinterLanguage *known = guo_printer_language_find (language, NULL);
  const GuoPrinterJob job = { .dots_per_mm = 8, .gap_mm = 2, .mark = 1 };
  gsize size = 0;

  for (guint i = 0; i < LABELS; i++)
    {
      g_autoptr(GuoBitmap) picture = guo_label_paint (painter, data[i], NULL);
      g_autoptr(GBytes) bytes = known != NULL ? known->label (picture, &job) : guo_label_png (picture, 203);

      size += g_bytes_get_size (bytes);
    }
  return size;
}

static gsize
png (json_t *const *data)
{
  return pictures (data, "png");
}

static gsize
zpl (json_t *const *data)
{
  return pictures (data, "zpl");
}

static gsize
tspl (json_t *const *data)
{
  return pictures (data, "tspl");
}

static gsize
escpos (json_t *const *data)
{
  return pictures (data, "escpos");
}

static gdouble
seconds (Work work, json_t *const *data, gsize *size)
{
  gint64 began_us = g_get_monotonic_time ();

  *size = work (data);
  return (gdouble) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
}

int
main (void)
{
  static const struct
  {
    const gchar *name;
    Work work;
  } kinds[] = { { "pdf", pdf }, { "png 203", png }, { "zpl 203", zpl }, { "tspl 203", tspl }, { "escpos 203", escpos } };
  json_t *data[LABELS];
  gsize size;
  gdouble alone;

  for (guint i = 0; i < LABELS; i++)
    data[i] = make_data (i);
  alone = seconds (symbols, data, &size);
  g_print ("%-10s %u: %.3f s\n", "qr alone", LABELS, alone);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gdouble took = seconds (kinds[k].work, data, &size);

      g_print ("%-10s %u: %.3f s, %.2f times qr alone, %" G_GSIZE_FORMAT " bytes each\n", kinds[k].name, LABELS, took,
               took / alone, size / LABELS);
    }
  for (guint i = 0; i < LABELS; i++)
    json_decref (data[i]);
  return 0;
}
