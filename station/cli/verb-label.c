/* guozhanctl label render: a layout and a CSV of data to PNG, PDF or a printer's bytes; or whether the data fits. A database
 * is asked for the centre's own layouts alone, where there is one. */
#include "station/cli/verbs.h"

#include "drivers/printer/language.h"
#include "station/csv.h"
#include "station/label/painter.h"
#include "station/label/problems.h"

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
  gboolean check;  /* says what is wrong, writes no label */
  gboolean sample; /* one label of the layout's own samples */
  gboolean rulers; /* one sheet of the label's size with rulers */
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
  gboolean bad;             /* a label that was checked does not come out */
} Output;

/* The centre's own layout of that name stands before the shipped one, as for the printers. @text: NULL: it has none. */
static gboolean
find_own (GuoCli *cli, const gchar *name, gchar **text, GError **error)
{
  g_autofree gchar *database = guo_client_database_path (cli->db);
  json_auto_t *rows = NULL;

  *text = NULL;
  if (!g_file_test (database, G_FILE_TEST_EXISTS))
    return TRUE;
  rows = guo_cli_rows_of (cli, "/v1/label-layouts", error);
  for (size_t i = 0; i < json_array_size (rows) && *text == NULL; i++)
    {
      json_t *row = json_array_get (rows, i);

      if (json_is_true (json_object_get (row, "own")) && strcmp (guo_cli_text (row, "name"), name) == 0)
        *text = g_strdup (guo_cli_text (row, "file"));
    }
  return rows != NULL;
}

static GuoLabelLayout *
load_layout (GuoCli *cli, const Options *options, GError **error)
{
  const gchar *template = options->template;
  gboolean is_name = !g_file_test (template, G_FILE_TEST_IS_REGULAR) && strpbrk (template, "/.") == NULL;
  g_autoptr(GuoLabelLayout) layout = NULL;
  g_autofree gchar *text = NULL;

  if (is_name ? !find_own (cli, template, &text, error) : (text = guo_cli_read_text (template, error)) == NULL)
    layout = NULL;
  else
    layout = text != NULL ? guo_label_layout_parse (text, error) : guo_label_layout_builtin (template, error);
  if (layout == NULL)
    g_prefix_error (error, "%s: ", template);
  return layout != NULL && options->rulers ? guo_label_layout_rulers (layout) : g_steal_pointer (&layout);
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

/* One line of JSON: whether the label fits and its codes read. */
static void
check_label (Output *output, const GuoLabelLayout *layout, json_t *data, guint number)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_label_problem_free);
  g_autoptr(GuoBitmap) picture = guo_label_paint_all (output->painter, data, problems);
  json_auto_t *answer = json_object ();
  json_t *list = json_array ();

  guo_label_problems_read (layout, data, picture, output->options->dpi, problems);
  for (guint i = 0; i < problems->len; i++)
    json_array_append_new (list, guo_label_problem_object (g_ptr_array_index (problems, i)));
  json_object_set_new (answer, "label", json_integer (number));
  json_object_set_new (answer, "good", json_boolean (problems->len == 0));
  json_object_set_new (answer, "problems", list);
  output->bad = output->bad || problems->len > 0;
  guo_cli_object (answer);
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

  if (output->options->check)
    return TRUE;
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
  if (!output->options->check && strcmp (output->options->to, "pdf") == 0)
    {
      output->pdf = guo_label_pdf_new (layout);
      return TRUE;
    }
  output->language = output->options->check ? NULL : guo_printer_language_find (output->options->to, NULL);
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

  if (names == NULL)
    return FALSE;
  progress = guo_cli_progress_new (_("Labels"), csv->rows->len);
  for (guint i = 0; i < csv->rows->len; i++)
    {
      const GuoCsvRow *row = g_ptr_array_index (csv->rows, i);
      json_auto_t *data = row_data (names, row);

      if (output->options->check)
        check_label (output, layout, data, i + 1);
      else if (!add_label (output, data, i + 1, error))
        {
          g_prefix_error (error, _("%s, line %u: "), csv->file, row->line);
          return FALSE;
        }
      guo_cli_progress_step (progress, i + 1);
    }
  return TRUE;
}

/* The one label that needs no file of data. */
static gboolean
render_sample (Output *output, const GuoLabelLayout *layout, GError **error)
{
  json_auto_t *data = guo_label_layout_samples (layout);

  if (!output->options->check)
    return add_label (output, data, 1, error);
  check_label (output, layout, data, 1);
  return TRUE;
}

static gboolean
render_file (Output *output, const GuoLabelLayout *layout, const gchar *file, GError **error)
{
  g_autofree gchar *text = guo_cli_read_text (file, error);
  g_autoptr(GuoCsv) csv = text != NULL ? guo_csv_parse (file != NULL ? file : "-", text, error) : NULL;

  return csv != NULL && render_rows (output, layout, csv, error);
}

static int
render (GuoCli *cli, const Options *options, const gchar *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuoLabelLayout) layout = load_layout (cli, options, &error);
  g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Output output = { .options = options, .pictures = pictures, .paths = paths };
  gboolean good = layout != NULL && begin (&output, layout, &error)
                  && (options->sample || options->rulers ? render_sample (&output, layout, &error)
                                                         : render_file (&output, layout, file, &error))
                  && finish (&output, &error);

  guo_label_painter_free (output.painter);
  guo_label_pdf_free (output.pdf);
  g_clear_pointer (&output.bytes, g_byte_array_unref);
  if (!good)
    return guo_cli_fail_error (error);
  return output.bad ? GUO_CLI_REFUSED : GUO_CLI_DONE;
}

static int
check_options (const Options *options, const gchar *file)
{
  if (options->template == NULL || (options->to == NULL && !options->check))
    return guo_cli_fail (GUO_CLI_USAGE, _("--template FILE|NAME and --to png|pdf|zpl|tspl|escpos, or --check, are needed"));
  if (options->check && (options->to != NULL || options->out != NULL))
    return guo_cli_fail (GUO_CLI_USAGE, _("--check writes no label: it goes without --to and --out"));
  if (file != NULL && (options->sample || options->rulers))
    return guo_cli_fail (GUO_CLI_USAGE, _("--sample and --rulers read no data: leave %s out"), file);
  if (guo_label_dots_per_mm (options->dpi) == 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("--dpi %d: 203, 300 or 600 is needed"), options->dpi);
  if (options->check)
    return GUO_CLI_DONE;
  if (strcmp (options->to, "png") != 0 && strcmp (options->to, "pdf") != 0
      && guo_printer_language_find (options->to, NULL) == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--to %s: png, pdf, zpl, tspl or escpos is needed"), options->to);
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
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template,
      N_("Layout: a file, one of the centre's own, case-60x40, case-100x60, pti-100x50 or pallet-a6"), N_("FILE|NAME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("What comes out: png, pdf, zpl, tspl or escpos"), N_("KIND") },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &options.dpi, N_("Resolution: 203, 300 or 600"), N_("DPI") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_("Where to: a file, for PNG a folder"), N_("PATH") },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, N_("Say of each label whether it fits and its codes read"), NULL },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &options.sample, N_("One label of the layout's own samples"), NULL },
    { "rulers", 0, 0, G_OPTION_ARG_NONE, &options.rulers, N_("One sheet of that size with rulers, to align the paper"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  gboolean parsed = guo_cli_options (cli, entries, &argc, &argv, 1, 2);
  int status;

  template = options.template;
  to = options.to;
  out = options.out;
  if (!parsed)
    return GUO_CLI_USAGE;
  if (strcmp (argv[1], "render") != 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("“label %s” is unknown; there is: label render"), argv[1]);
  status = check_options (&options, argc > 2 ? argv[2] : NULL);
  return status == GUO_CLI_DONE ? render (cli, &options, argc > 2 ? argv[2] : NULL) : status;
}
