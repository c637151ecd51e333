/* ZIP containers and small workbooks for tests: honest ones, and ones that no honest program writes. */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

#define ZIP_MAKER_RELS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>"
#define ZIP_MAKER_REL "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\"/>"

typedef struct
{
  struct archive *archive;
  gsize used;
  gsize max;
  guint8 *bytes;
} ZipMaker;

static inline ZipMaker *
zip_maker_new (gsize max)
{
  ZipMaker *self = g_new0 (ZipMaker, 1);

  self->archive = archive_write_new ();
  self->max = max;
  self->bytes = g_malloc (max);
  g_assert_cmpint (archive_write_set_format_zip (self->archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_memory (self->archive, self->bytes, max, &self->used), ==, ARCHIVE_OK);
  return self;
}

/* @link: (nullable): makes a symbolic link of it */
static inline void
zip_maker_add (ZipMaker *self, const gchar *name, const gchar *text, gsize len, const gchar *link)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, link != NULL ? AE_IFLNK : AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, link != NULL ? 0 : (la_int64_t) len);
  if (link != NULL)
    archive_entry_set_symlink (entry, link);
  g_assert_cmpint (archive_write_header (self->archive, entry), >=, ARCHIVE_WARN);
  if (link == NULL && len > 0)
    g_assert_cmpint (archive_write_data (self->archive, text, len), ==, (gssize) len);
  archive_entry_free (entry);
}

static inline GBytes *
zip_maker_end (ZipMaker *self)
{
  GBytes *bytes;

  g_assert_cmpint (archive_write_free (self->archive), ==, ARCHIVE_OK);
  bytes = g_bytes_new (self->bytes, self->used);
  g_free (self->bytes);
  g_free (self);
  return bytes;
}

static inline void
zip_maker_text (ZipMaker *self, const gchar *name, const gchar *text)
{
  zip_maker_add (self, name, text, strlen (text), NULL);
}

/* The parts of a workbook with one sheet "表", but the sheet; @strings: (nullable): inside of <sst>. */
static inline ZipMaker *
zip_maker_book (gsize max, const gchar *strings)
{
  ZipMaker *self = zip_maker_new (max);
  g_autofree gchar *main_rel = g_strdup_printf (ZIP_MAKER_REL, "rId1", "officeDocument", "xl/workbook.xml");
  g_autofree gchar *main_rels = g_strdup_printf (ZIP_MAKER_RELS, main_rel);
  g_autofree gchar *sheet_rel = g_strdup_printf (ZIP_MAKER_REL, "rId1", "worksheet", "worksheets/sheet1.xml");
  g_autofree gchar *strings_rel = g_strdup_printf (ZIP_MAKER_REL, "rId2", "sharedStrings", "sharedStrings.xml");
  g_autofree gchar *both = g_strconcat (sheet_rel, strings != NULL ? strings_rel : "", NULL);
  g_autofree gchar *rels = g_strdup_printf (ZIP_MAKER_RELS, both);
  g_autofree gchar *sst = g_strdup_printf ("<sst>%s</sst>", strings != NULL ? strings : "");

  zip_maker_text (self, "_rels/.rels", main_rels);
  zip_maker_text (self, "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  zip_maker_text (self, "xl/_rels/workbook.xml.rels", rels);
  if (strings != NULL)
    zip_maker_text (self, "xl/sharedStrings.xml", sst);
  return self;
}

/* A whole workbook; @sheet: the part as it is. */
static inline GBytes *
zip_maker_workbook (const gchar *strings, const gchar *sheet)
{
  ZipMaker *self = zip_maker_book (16 * 1024 * 1024, strings);

  zip_maker_text (self, "xl/worksheets/sheet1.xml", sheet);
  return zip_maker_end (self);
}
