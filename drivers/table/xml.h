/* XML that a stranger sent, read in pieces: no document type, no entity of its own, nothing nested without end. Pure.
 *
 * Names come without their prefix: programs differ in it ("x:row", "row").
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

#define GUO_XML_DEPTH_MAX 64u
#define GUO_XML_TAG_MAX (1024u * 1024) /* bytes of one tag with its attributes */

typedef struct _GuoXml GuoXml;

typedef struct
{
  void (*start) (GuoXml *xml, const gchar *name, const gchar **attributes, gpointer user_data);
  void (*end) (GuoXml *xml, const gchar *name, gpointer user_data);                      /* (nullable) */
  void (*text) (GuoXml *xml, const gchar *text, gsize len, gpointer user_data);          /* (nullable): in pieces */
} GuoXmlHandlers;

/**
 * guo_xml_new:
 * @handlers: what to call; must stay
 * @user_data: for them
 *
 * Returns: (transfer full): a reader
 */
GuoXml *guo_xml_new (const GuoXmlHandlers *handlers, gpointer user_data);

/**
 * guo_xml_free:
 * @self: (nullable): a reader
 */
void guo_xml_free (GuoXml *self);

/**
 * guo_xml_feed:
 * @bytes: (array length=len): the next piece; none: the end
 * @len: how many
 * @xml: a #GuoXml; an untyped pointer so that this is a #GuoZipFunc
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_FILE, or with the error a handler stopped with; %TRUE at once when a handler
 *   stopped without one
 */
gboolean guo_xml_feed (const guint8 *bytes, gsize len, gpointer xml, GError **error);

/**
 * guo_xml_stop:
 * @self: a reader, from within a handler
 * @error: (transfer full) (nullable): why; %NULL: enough was read
 *
 * No handler is called any more.
 */
void guo_xml_stop (GuoXml *self, GError *error);

/**
 * guo_xml_attribute:
 * @attributes: as a handler gets them
 * @name: without prefix
 *
 * Returns: (transfer none) (nullable): its value
 */
const gchar *guo_xml_attribute (const gchar **attributes, const gchar *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoXml, guo_xml_free)

G_END_DECLS
