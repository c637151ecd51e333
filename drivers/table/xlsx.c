#include "drivers/table/xlsx-private.h"

#include <string.h>

#define RELATIONS_MAX 10000

/* A workbook's table of contents. */
typedef struct
{
  gchar *part;           /* of the workbook: "xl/workbook.xml" */
  GHashTable *relations; /* id → part, of the part that was read last */
  gchar *main;           /* target of the relation of type officeDocument */
  gchar *strings;        /* of type sharedStrings */
  const gchar *wanted;   /* name of the sheet, NULL: the first */
  gchar *sheet_id;       /* its relation */
  gchar *base;           /* folder of the part whose relations are read, "xl/" */
} Book;

static void
book_clear (Book *self)
{
  g_free (self->part);
  g_clear_pointer (&self->relations, g_hash_table_unref);
  g_free (self->main);
  g_free (self->strings);
  g_free (self->sheet_id);
  g_free (self->base);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

gboolean
guo_xlsx_refuse (GuoXml *xml, GError **error, const gchar *format, ...)
{
  g_autoptr(GError) problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_error_new_valist (GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, format, arguments);
  va_end (arguments);
  if (xml != NULL)
    guo_xml_stop (xml, g_steal_pointer (&problem));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
guo_xlsx_part (GuoZip *zip, const gchar *name, const GuoXmlHandlers *handlers, gpointer user_data, GError **error)
{
  g_autoptr(GuoXml) xml = guo_xml_new (handlers, user_data);
  g_autoptr(GError) problem = NULL;

  if (!guo_zip_has (zip, name))
    return guo_xlsx_refuse (NULL, error, "no workbook: \"%s\" is missing", name);
  if (guo_zip_read (zip, name, guo_xml_feed, xml, &problem) && guo_xml_feed (NULL, 0, xml, &problem))
    return TRUE;
  return guo_xlsx_refuse (NULL, error, "%s: %s", name, problem->message);
}

/* "../a.xml" seen from "xl/worksheets/" is "xl/a.xml"; NULL: it leads out of the container. */
static gchar *
resolve (const gchar *base, const gchar *target)
{
  g_autofree gchar *path = target[0] == '/' ? g_strdup (target + 1) : g_strconcat (base, target, NULL);
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (gchar **part = parts; *part != NULL; part++)
    {
      if (strcmp (*part, "..") == 0 && kept->len == 0)
        return NULL;
      if (strcmp (*part, "..") == 0)
        g_ptr_array_set_size (kept, (gint) kept->len - 1);
      else if (strcmp (*part, ".") != 0)
        g_ptr_array_add (kept, *part);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (gchar **) kept->pdata);
}

/* <Relationship Id="rId1" Type="http://…/worksheet" Target="worksheets/sheet1.xml"/> */
static void
on_relation (GuoXml *xml, const gchar *name, const gchar **attributes, gpointer user_data)
{
  Book *self = user_data;
  const gchar *id = guo_xml_attribute (attributes, "Id");
  const gchar *type = guo_xml_attribute (attributes, "Type");
  const gchar *target = guo_xml_attribute (attributes, "Target");
  g_autofree gchar *part = NULL;

  if (strcmp (name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL
      || g_strcmp0 (guo_xml_attribute (attributes, "TargetMode"), "External") == 0)
    return;
  part = resolve (self->base, target);
  if (part == NULL)
    guo_xlsx_refuse (xml, NULL, "the part \"%.200s\" lies outside of the workbook", target);
  else if (g_hash_table_size (self->relations) == RELATIONS_MAX)
    guo_xlsx_refuse (xml, NULL, "more than 10,000 relations");
  else
    {
      if (g_str_has_suffix (type, "/officeDocument") && self->main == NULL)
        self->main = g_strdup (part);
      if (g_str_has_suffix (type, "/sharedStrings") && self->strings == NULL)
        self->strings = g_strdup (part);
      g_hash_table_insert (self->relations, g_strdup (id), g_steal_pointer (&part));
    }
}

/* The relations of a part lie beside it: of "xl/workbook.xml" in "xl/_rels/workbook.xml.rels", of the whole in "_rels/.rels". */
static gboolean
read_relations (Book *self, GuoZip *zip, const gchar *part, GError **error)
{
  static const GuoXmlHandlers handlers = { .start = on_relation };
  const gchar *slash = strrchr (part, '/');
  g_autofree gchar *name = NULL;

  g_free (self->base);
  self->base = slash != NULL ? g_strndup (part, (gsize) (slash - part) + 1) : g_strdup ("");
  name = g_strdup_printf ("%s_rels/%s.rels", self->base, slash != NULL ? slash + 1 : part);
  g_hash_table_remove_all (self->relations);
  return guo_xlsx_part (zip, name, &handlers, self, error);
}

/* <sheet name="批次报表" sheetId="2" r:id="rId2"/> */
static void
on_sheet (GuoXml *xml, const gchar *name, const gchar **attributes, gpointer user_data)
{
  Book *self = user_data;
  const gchar *title = guo_xml_attribute (attributes, "name");
  const gchar *id = guo_xml_attribute (attributes, "id");

  if (strcmp (name, "sheet") != 0 || title == NULL || id == NULL || self->sheet_id != NULL)
    return;
  if (self->wanted == NULL || strcmp (self->wanted, title) == 0)
    self->sheet_id = g_strdup (id);
}

static gboolean
read_contents (Book *self, GuoZip *zip, GError **error)
{
  static const GuoXmlHandlers handlers = { .start = on_sheet };

  if (!read_relations (self, zip, "", error))
    return FALSE;
  if (self->main == NULL)
    return guo_xlsx_refuse (NULL, error, "no workbook: the container says of no part that it is its document");
  self->part = g_strdup (self->main);
  return read_relations (self, zip, self->part, error) && guo_xlsx_part (zip, self->part, &handlers, self, error);
}

/* The commonest wrong files, by their first bytes. */
static gboolean
check_kind (const guint8 *bytes, gsize len, GError **error)
{
  if (len > GUO_TABLE_BYTES_MAX)
    return guo_xlsx_refuse (NULL, error, "the file is larger than 256 MiB");
  if (len >= 4 && memcmp (bytes, "\xd0\xcf\x11\xe0", 4) == 0)
    return guo_xlsx_refuse (NULL, error, "an old .xls file, or a workbook with a password: save it as .xlsx without one");
  if (len < 4 || memcmp (bytes, "PK", 2) != 0)
    return guo_xlsx_refuse (NULL, error, "no .xlsx file");
  return TRUE;
}

gboolean
guo_xlsx_read (const guint8 *bytes, gsize len, const gchar *sheet, GuoTableFunc func, gpointer user_data, gboolean *found,
               GError **error)
{
  g_autoptr(GuoZip) zip = NULL;
  g_auto(Book) book = { .wanted = sheet };
  g_auto(GuoXlsxStrings) strings = { 0 };
  const gchar *part;

  *found = TRUE;
  if (!check_kind (bytes, len, error) || (zip = guo_zip_open (bytes, len, error)) == NULL)
    return FALSE;
  book.relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_contents (&book, zip, error))
    return FALSE;
  *found = book.sheet_id != NULL;
  if (!*found)
    return TRUE;
  part = g_hash_table_lookup (book.relations, book.sheet_id);
  if (part == NULL)
    return guo_xlsx_refuse (NULL, error, "the workbook names a sheet that it does not have");
  return guo_xlsx_strings_read (&strings, zip, book.strings, error)
         && guo_xlsx_sheet_read (zip, part, &strings, func, user_data, error);
}
