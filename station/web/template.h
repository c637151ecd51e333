/* Page templates: the small part of mustache that a page needs. Pure, any thread.
 *
 *   {{name}} {{a.b}} {{.}}   a value of the model, escaped for text and quoted attributes; absent = nothing
 *   {{_ English words}}      the words in the page's language, escaped (each stands in words.c too)
 *   {{#name}}…{{/name}}      once per element of an array, once for any other true value
 *   {{^name}}…{{/name}}      when it is absent, null, false, 0, "" or an empty array
 *   {{>file}}                another template, with the same model
 *   {{&name}}                a drawing: the member GUO_TEMPLATE_DRAWING of an object, as it is
 *   {{! remark}}             nothing
 * No text is ever put in unescaped: what {{&}} puts in is an object that the program made, never a string.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TEMPLATE_DRAWING "drawing" /* markup that escapes its own texts: guo_chart_svg() */

typedef struct
{
  const gchar *(*load) (const gchar *name, gpointer user_data);  /* (nullable): a template's text */
  const gchar *(*translate) (const gchar *words);
  gpointer user_data;
} GuoTemplateSource;

/**
 * GuoTemplateError:
 * @GUO_TEMPLATE_ERROR_BAD: a tag or a section is not closed, closed twice or badly named; the message
 *   gives the template and the line
 * @GUO_TEMPLATE_ERROR_ABSENT: there is no such template
 */
typedef enum
{
  GUO_TEMPLATE_ERROR_BAD,
  GUO_TEMPLATE_ERROR_ABSENT,
} GuoTemplateError;

#define GUO_TEMPLATE_ERROR (guo_template_error_quark ())

/**
 * guo_template_error_quark:
 *
 * Returns: the domain of #GuoTemplateError
 */
GQuark guo_template_error_quark (void);

/**
 * guo_template_render:
 * @source: where templates and words come from
 * @name: of the template
 * @model: object that names are looked up in
 * @out: text is appended here
 * @error: return location
 *
 * Returns: %FALSE with a #GuoTemplateError; @out may hold a part of the text then
 */
gboolean guo_template_render (const GuoTemplateSource *source, const gchar *name, json_t *model,
                              GString *out, GError **error);

/**
 * guo_template_escape:
 * @out: text is appended here
 * @text: UTF-8
 *
 * Writes @text so that it stays text between tags and in a quoted attribute: & < > " ' become
 * references; control characters, which HTML forbids, become U+FFFD.
 */
void guo_template_escape (GString *out, const gchar *text);

G_END_DECLS
