#include "station/web/template.h"

#include <string.h>

#define MAX_DEPTH 16
#define MAX_NAME 64

G_DEFINE_QUARK (guo-template-error-quark, guo_template_error)

/* Names are looked up from the innermost value outwards. */
typedef struct _Scope Scope;
struct _Scope
{
  json_t *value;
  const Scope *outer;
};

typedef struct
{
  const GuoTemplateSource *source;
  const gchar *name;   /* of the template, for messages */
  const gchar *text;   /* its beginning, for the line */
  GString *out;        /* (nullable): NULL while a section is skipped */
  guint depth;
} Renderer;

typedef struct
{
  gchar kind;          /* '=' value, or the tag's first character */
  gchar *words;
} Tag;

static void
tag_clear (Tag *tag)
{
  g_clear_pointer (&tag->words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tag, tag_clear)

static const gchar *render_until (Renderer *self, const gchar *at, const gchar *section, const Scope *scope,
                                  GError **error);

static gboolean
fail (const Renderer *self, const gchar *at, const gchar *what, GError **error)
{
  guint line = 1;

  for (const gchar *p = self->text; p < at && *p != '\0'; p++)
    line += *p == '\n';
  g_set_error (error, GUO_TEMPLATE_ERROR, GUO_TEMPLATE_ERROR_BAD, "%s, line %u: %s", self->name, line, what);
  return FALSE;
}

static json_t *
member (json_t *value, const gchar *path)
{
  g_auto(GStrv) parts = g_strsplit (path, ".", -1);

  for (guint i = 0; parts[i] != NULL && value != NULL; i++)
    value = json_object_get (value, parts[i]);
  return value;
}

static json_t *
look_up (const Scope *scope, const gchar *path)
{
  if (g_str_equal (path, "."))
    return scope->value;
  for (; scope != NULL; scope = scope->outer)
    {
      json_t *value = member (scope->value, path);

      if (value != NULL)
        return value;
    }
  return NULL;
}

static gboolean
is_true (json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_STRING:
      return *json_string_value (value) != '\0';
    case JSON_INTEGER:
      return json_integer_value (value) != 0;
    case JSON_ARRAY:
      return json_array_size (value) > 0;
    case JSON_OBJECT:
    case JSON_TRUE:
      return TRUE;
    case JSON_REAL:
    case JSON_FALSE:
    case JSON_NULL:
    default:
      return FALSE;
    }
}

void
guo_template_escape (GString *out, const gchar *text)
{
  for (const gchar *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      default:
        if (((guchar) *p < 0x20 && strchr ("\t\n\r", *p) == NULL) || *p == 0x7f)
          g_string_append (out, "\uFFFD");
        else
          g_string_append_c (out, *p);
      }
}

static void
put_value (Renderer *self, json_t *value)
{
  if (json_is_string (value))
    guo_template_escape (self->out, json_string_value (value));
  else if (json_is_integer (value))
    g_string_append_printf (self->out, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
}

/* A string never gets in here: it would have to be an object, and those are made of nothing but code. */
static void
put_drawing (Renderer *self, json_t *value)
{
  const gchar *markup = json_string_value (json_object_get (value, GUO_TEMPLATE_DRAWING));

  if (markup != NULL)
    g_string_append (self->out, markup);
}

/* Reads "{{…}}" at @at; returns what follows it. */
static const gchar *
read_tag (Renderer *self, const gchar *at, Tag *tag, GError **error)
{
  const gchar *begin = at + 2;
  const gchar *end = strstr (begin, "}}");
  g_autofree gchar *inner = NULL;

  if (end == NULL)
    {
      fail (self, at, "a tag has no end", error);
      return NULL;
    }
  inner = g_strstrip (g_strndup (begin, (gsize) (end - begin)));
  if (*inner != '\0' && strchr ("#^/>!_&", *inner) != NULL)
    {
      tag->kind = *inner;
      tag->words = g_strdup (g_strstrip (inner + 1));
    }
  else
    {
      tag->kind = '=';
      tag->words = g_steal_pointer (&inner);
    }
  if (*tag->words == '\0' || (strchr ("=&#^/>", tag->kind) != NULL && strlen (tag->words) > MAX_NAME))
    {
      fail (self, at, "a tag has no name, or a very long one", error);
      return NULL;
    }
  return end + 2;
}

/* Runs a section's text once, or only over it, when @scope is NULL. */
static const gchar *
run_section (Renderer *self, const gchar *body, const gchar *name, const Scope *scope, GError **error)
{
  GString *out = self->out;
  const gchar *end;

  if (scope == NULL)
    self->out = NULL;
  end = render_until (self, body, name, scope, error);
  self->out = out;
  return end;
}

static const gchar *
run_sections (Renderer *self, const gchar *body, const Tag *tag, const Scope *scope, GError **error)
{
  json_t *value = scope == NULL ? NULL : look_up (scope, tag->words);
  gboolean on = value != NULL && is_true (value);
  const gchar *end = NULL;

  if (scope == NULL || on == (tag->kind == '^'))
    return run_section (self, body, tag->words, NULL, error);
  if (tag->kind == '^' || !json_is_array (value))
    {
      Scope inner = { on ? value : scope->value, scope };

      return run_section (self, body, tag->words, &inner, error);
    }
  for (gsize i = 0; i < json_array_size (value); i++)
    {
      Scope inner = { json_array_get (value, i), scope };

      end = run_section (self, body, tag->words, &inner, error);
      if (end == NULL)
        return NULL;
    }
  return end;
}

static gboolean
run_file (Renderer *self, const gchar *name, const Scope *scope, GError **error)
{
  Renderer inner = { self->source, name, self->source->load (name, self->source->user_data), self->out,
                     self->depth + 1 };

  if (inner.text == NULL)
    {
      g_set_error (error, GUO_TEMPLATE_ERROR, GUO_TEMPLATE_ERROR_ABSENT, "no template %s", name);
      return FALSE;
    }
  if (inner.depth > MAX_DEPTH)
    return fail (&inner, inner.text, "templates nest too deep", error);
  return render_until (&inner, inner.text, NULL, scope, error) != NULL;
}

static const gchar *
run_tag (Renderer *self, const Tag *tag, const gchar *after, const Scope *scope, GError **error)
{
  json_t *value;

  switch (tag->kind)
    {
    case '#':
    case '^':
      return run_sections (self, after, tag, scope, error);
    case '>':
      return scope == NULL || run_file (self, tag->words, scope, error) ? after : NULL;
    case '_':
      if (scope != NULL)
        guo_template_escape (self->out, self->source->translate (tag->words));
      return after;
    case '=':
    case '&':
      value = scope == NULL ? NULL : look_up (scope, tag->words);
      if (value != NULL)
        (tag->kind == '&' ? put_drawing : put_value) (self, value);
      return after;
    default:
      return after;   /* a remark */
    }
}

/* Renders up to the end of @section (NULL: of the text); returns what follows. @scope NULL: only looks
 * for the end. */
static const gchar *
render_until (Renderer *self, const gchar *at, const gchar *section, const Scope *scope, GError **error)
{
  for (;;)
    {
      const gchar *open = strstr (at, "{{");
      g_auto(Tag) tag = { 0 };
      const gchar *after;

      if (scope != NULL)
        g_string_append_len (self->out, at, open == NULL ? -1 : open - at);
      if (open == NULL && section == NULL)
        return at + strlen (at);
      after = open == NULL ? NULL : read_tag (self, open, &tag, error);
      if (open == NULL)
        fail (self, at, "a section has no end", error);
      if (after == NULL)
        return NULL;
      if (tag.kind == '/')
        {
          if (section != NULL && g_str_equal (section, tag.words))
            return after;
          fail (self, open, "a section ends that did not begin", error);
          return NULL;
        }
      at = run_tag (self, &tag, after, scope, error);
      if (at == NULL)
        return NULL;
    }
}

gboolean
guo_template_render (const GuoTemplateSource *source, const gchar *name, json_t *model, GString *out,
                     GError **error)
{
  Renderer self = { .source = source, .name = name, .text = "", .out = out };
  Scope scope = { model, NULL };

  return run_file (&self, name, &scope, error);
}
