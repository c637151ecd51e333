#include "drivers/table/xml.h"

#include <expat.h>
#include <string.h>

struct _GuoXml
{
  XML_Parser parser;
  const GuoXmlHandlers *handlers;
  gpointer user_data;
  guint depth;
  guint64 fed;
  gboolean stopped;
  GError *error; /* why it stopped */
};

static const gchar *
local_name (const gchar *name)
{
  const gchar *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
stop_with (GuoXml *self, const gchar *what)
{
  guo_xml_stop (self, g_error_new (GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "XML line %lu: %s",
                                   XML_GetCurrentLineNumber (self->parser), what));
}

static void
on_start (void *user_data, const char *name, const char **attributes)
{
  GuoXml *self = user_data;

  if (self->stopped)
    return;
  if (++self->depth > GUO_XML_DEPTH_MAX)
    stop_with (self, "more than 64 elements within each other");
  else
    self->handlers->start (self, local_name (name), attributes, self->user_data);
}

static void
on_end (void *user_data, const char *name)
{
  GuoXml *self = user_data;

  if (self->stopped)
    return;
  self->depth--;
  if (self->handlers->end != NULL)
    self->handlers->end (self, local_name (name), self->user_data);
}

static void
on_text (void *user_data, const char *text, int len)
{
  GuoXml *self = user_data;

  if (!self->stopped)
    self->handlers->text (self, text, (gsize) len, self->user_data);
}

/* No workbook has one; entities that grow into each other, and files of this machine, come in by it. */
static void
on_doctype (void *user_data, const char *name, const char *system_id, const char *public_id, int internal)
{
  stop_with (user_data, "a document type (DTD) is refused");
}

GuoXml *
guo_xml_new (const GuoXmlHandlers *handlers, gpointer user_data)
{
  GuoXml *self = g_new0 (GuoXml, 1);

  self->parser = XML_ParserCreate (NULL);
  self->handlers = handlers;
  self->user_data = user_data;
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_doctype);
  return self;
}

void
guo_xml_free (GuoXml *self)
{
  if (self == NULL)
    return;
  XML_ParserFree (self->parser);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
stopped (GuoXml *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

gboolean
guo_xml_feed (const guint8 *bytes, gsize len, gpointer xml, GError **error)
{
  GuoXml *self = xml;
  enum XML_Status status;

  if (self->stopped)
    return stopped (self, error);
  self->fed += len;
  status = XML_Parse (self->parser, (const char *) bytes, (int) len, len == 0);
  if (self->stopped)
    return stopped (self, error);
  if (status == XML_STATUS_ERROR)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "XML line %lu: %s",
                   XML_GetCurrentLineNumber (self->parser), XML_ErrorString (XML_GetErrorCode (self->parser)));
      return FALSE;
    }
  /* each piece makes the parser look again at a tag that is not whole: an endless one would take forever */
  if (len > 0 && self->fed > (guint64) MAX (XML_GetCurrentByteIndex (self->parser), 0) + GUO_XML_TAG_MAX)
    {
      g_set_error_literal (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "XML: a tag is longer than 1 MiB");
      return FALSE;
    }
  return TRUE;
}

void
guo_xml_stop (GuoXml *self, GError *error)
{
  if (self->stopped)
    g_clear_error (&error);
  else
    {
      self->stopped = TRUE;
      self->error = error;
      XML_StopParser (self->parser, XML_FALSE);
    }
}

const gchar *
guo_xml_attribute (const gchar **attributes, const gchar *name)
{
  for (gsize i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (local_name (attributes[i]), name) == 0)
      return attributes[i + 1];
  return NULL;
}
