/* guozhanctl label render: a layout and a CSV of data to PNG, PDF or a printer's bytes, without a database. */
#include "station/cli/verbs.h"

#include "drivers/printer/language.h"
#include "station/csv.h"
#include "station/label/painter.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define GAP_MM 2 /* between two labels of the usual rolls */

/* What was asked. */
typedef struct
{
  gchar *template;
  gchar *to;
  gchar *out;
  gint dpi;
} Options;

/* Where the labels go, one of the three. */
typedef struct
{
  const Options *options;
  GuoLabelPainter *painter; /* PNG and printers */
  GuoLabelPdf *pdf;
  GByteArray *bytes;        /* of a printer's language */
  const GuoPrinterLanguage *language;
  GPtrArray *pictures;      /* GBytes of PNG, */
  GPtrArray *paths;         /* and where each goes: nothing is written before all are drawn */
} Output;

static GuoLabelLayout *
load_layout (const gchar *template, GError **error)
{
  g_autofree gchar *text = NULL;

  if (!g_file_test (template, G_FILE_TEST_EXISTS) && strpbrk (template, "/.") == NULL)
    return guo_label_layout_builtin (template, error);
  text = guo_cli_read_text (template, error);
  return text != NULL ? guo_label_layout_parse (text, error) : NULL;
}

/* The names of the layout's fields in the order of the file's columns; NULL with an error. */
static GPtrArray *
bind_columns (const GuoLabelLayout *layout, const GuoCsv *csv, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; csv->header[i] != NULL; i++)
    {
      const gchar *name = guo_label_layout_field (layout, csv->header[i]);

      if (name == NULL || g_ptr_array_find (names, name, NULL))
        {
          g_autofree gchar *reason
            = g_strdup_printf (name == NULL ? _("the label has no field “%s”") : _("the column “%s” stands twice"),
                               csv->header[i]);

          guo_csv_refuse (csv, 1, i + 1, reason, error);
          return NULL;
        }
      g_ptr_array_add (names, (gpointer) name);
    }
  return g_steal_pointer (&names);
}

static json_t *
row_data (GPtrArray *names, const GuoCsvRow *row)
{
  json_t *data = json_object ();

  for (guint i = 0; i < names->len; i++)
    json_object_set_new (data, g_ptr_array_index (names, i), json_string (row->cells[i]));
  return data;
}

static gboolean
write_bytes (const gchar *path, const guint8 *data, gsize len, GError **error)
{
  if (path != NULL && strcmp (path, "-") != 0)
    return g_file_set_contents (path, (const gchar *) data, (gssize) len, error);
  if (fwrite (data, 1, len, stdout) == len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s", g_strerror (errno));
  return FALSE;
}

/* One file each, named after the serial where there is one. */
static void
keep_png (Output *output, const GuoBitmap *picture, json_t *data, guint number)
{
  const gchar *serial = json_string_value (json_object_get (data, "serial"));
  g_autofree gchar *name = NULL;

  name = serial != NULL && serial[0] != '\0' && serial[strspn (serial, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-")] == '\0'
           ? g_strdup_printf ("%04u-%s.png", number, serial)
           : g_strdup_printf ("%04u.png", number);
  g_ptr_array_add (output->pictures, guo_label_png (picture, output->options->dpi));
  g_ptr_array_add (output->paths, g_build_filename (output->options->out, name, NULL));
}

static gboolean
write_pictures (const Output *output, GError **error)
{
  const gchar *folder = output->options->out;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < output->pictures->len; i++)
    {
      GBytes *png = g_ptr_array_index (output->pictures, i);

      if (!write_bytes (g_ptr_array_index (output->paths, i), g_bytes_get_data (png, NULL), g_bytes_get_size (png),
                        error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_label (Output *output, json_t *data, guint number, GError **error)
{
  g_autoptr(GuoBitmap) picture = NULL;
  const GuoPrinterJob job = { .dots_per_mm = guo_label_dots_per_mm (output->options->dpi), .gap_mm = GAP_MM };
  g_autoptr(GBytes) bytes = NULL;

  if (output->pdf != NULL)
    return guo_label_pdf_add (output->pdf, data, error);
  picture = guo_label_paint (output->painter, data, error);
  if (picture == NULL)
    return FALSE;
  if (output->bytes == NULL)
    {
      keep_png (output, picture, data, number);
      return TRUE;
    }
  bytes = output->language->label (picture, &job);
  g_byte_array_append (output->bytes, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  return TRUE;
}

static gboolean
finish (Output *output, GError **error)
{
  const gchar *path = output->options->out;
  g_autoptr(GBytes) pdf = NULL;

  if (output->bytes != NULL)
    return write_bytes (path, output->bytes->data, output->bytes->len, error);
  if (output->pdf == NULL)
    return write_pictures (output, error);
  pdf = guo_label_pdf_finish (g_steal_pointer (&output->pdf), error);
  return pdf != NULL && write_bytes (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), error);
}

static gboolean
begin (Output *output, const GuoLabelLayout *layout, GError **error)
{
  if (strcmp (output->options->to, "pdf") == 0)
    {
      output->pdf = guo_label_pdf_new (layout);
      return TRUE;
    }
  output->language = guo_printer_language_find (output->options->to, NULL);
  if (output->language != NULL)
    output->bytes = g_byte_array_new ();
  output->painter = guo_label_painter_new (layout, output->options->dpi, error);
  return output->painter != NULL;
}

static gboolean
render_rows (Output *output, const GuoLabelLayout *layout, const GuoCsv *csv, GError **error)
{
  g_autoptr(GPtrArray) names = bind_columns (layout, csv, error);
  g_autoptr(GuoCliProgress) progress = NULL;

  if (names == NULL || !begin (output, layout, error))
    return FALSE;
  progress = guo_cli_progress_new (_("Labels"), csv->rows->len);
  for (guint i = 0; i < csv->rows->len; i++)
    {
      const GuoCsvRow *row = g_ptr_array_index (csv->rows, i);
      json_auto_t *data = row_data (names, row);

      if (!add_label (output, data, i + 1, error))
        {
          g_prefix_error (error, _("%s, line %u: "), csv->file, row->line);
          return FALSE;
        }
      guo_cli_progress_step (progress, i + 1);
    }
  return finish (output, error);
}

static gboolean
render (const Options *options, const gchar *file, GError **error)
{
  g_autoptr(GuoLabelLayout) layout = load_layout (options->template, error);
  g_autofree gchar *text = layout != NULL ? guo_cli_read_text (file, error) : NULL;
  g_autoptr(GuoCsv) csv = text != NULL ? guo_csv_parse (file != NULL ? file : "-", text, error) : NULL;
  g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Output output = { .options = options, .pictures = pictures, .paths = paths };
  gboolean good;

  if (csv == NULL)
    return FALSE;
  good = render_rows (&output, layout, csv, error);
  guo_label_painter_free (output.painter);
  guo_label_pdf_free (output.pdf);
  g_clear_pointer (&output.bytes, g_byte_array_unref);
  return good;
}

static int
check_options (const Options *options)
{
  if (options->template == NULL || options->to == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--template FILE and --to png|pdf|zpl|tspl|escpos are needed"));
  if (strcmp (options->to, "png") != 0 && strcmp (options->to, "pdf") != 0
      && guo_printer_language_find (options->to, NULL) == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--to %s: png, pdf, zpl, tspl or escpos is needed"), options->to);
  if (guo_label_dots_per_mm (options->dpi) == 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("--dpi %d: 203, 300 or 600 is needed"), options->dpi);
  if (strcmp (options->to, "png") == 0 && options->out == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--out FOLDER is needed: one PNG file each"));
  return GUO_CLI_DONE;
}

int
guo_cli_label (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *template = NULL, *to = NULL, *out = NULL;
  Options options = { .dpi = 203 };
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template, N_("Layout: a file, case-60x40 or case-100x60"), N_("FILE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("What comes out: png, pdf, zpl, tspl or escpos"), N_("KIND") },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &options.dpi, N_("Resolution: 203, 300 or 600"), N_("DPI") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to: a file, for PNG a folder"), N_("PATH") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  gboolean parsed = guo_cli_options (cli, entries, &argc, &argv, 1, 2);
  int status;

  template = options.template;
  to = options.to;
  out = options.out;
  if (!parsed)
    return GUO_CLI_USAGE;
  if (strcmp (argv[1], "render") != 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("“label %s” is unknown; there is: label render"), argv[1]);
  status = check_options (&options);
  if (status != GUO_CLI_DONE)
    return status;
  return render (&options, argc > 2 ? argv[2] : NULL, &error) ? GUO_CLI_DONE : guo_cli_fail_error (error);
}
