#include "ui/settings/fields.h"

#include <string.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/settings/input.h"
#include "ui/settings/request.h"

static GtkWidget *
first_of (GtkBox *box)
{
  return gtk_widget_get_first_child (GTK_WIDGET (box));
}

static const gchar *
key_of (GtkWidget *field)
{
  return guo_settings_input_setting (GUO_SETTINGS_INPUT (field))->key;
}

void
guo_fields_make (GtkBox *box, GuoDesk *desk, const GuoSetting *settings)
{
  for (const GuoSetting *setting = settings; setting->key != NULL; setting++)
    gtk_box_append (box, guo_settings_input_new (desk, setting));
}

void
guo_fields_show (GtkBox *box, json_t *row)
{
  for (GtkWidget *field = first_of (box); field != NULL; field = gtk_widget_get_next_sibling (field))
    guo_settings_input_show (GUO_SETTINGS_INPUT (field), row);
}

gboolean
guo_fields_are_changed (GtkBox *box)
{
  for (GtkWidget *field = first_of (box); field != NULL; field = gtk_widget_get_next_sibling (field))
    if (gtk_widget_get_visible (field) && guo_settings_input_is_changed (GUO_SETTINGS_INPUT (field)))
      return TRUE;
  return FALSE;
}

static gboolean
read_field (GtkWidget *field, json_t *row, json_t *body)
{
  const gchar *key = key_of (field);
  g_auto(GStrv) parts = g_strsplit (key, ".", 2);
  json_t *value = guo_settings_input_read (GUO_SETTINGS_INPUT (field));

  if (value == NULL)
    return FALSE;
  if (parts[1] != NULL)
    guo_request_put_nested (body, parts[0], parts[1], value);
  else if (!json_is_null (value) || row != NULL)
    json_object_set_new (body, key, value);
  else
    json_decref (value);
  return TRUE;
}

/* A change sends what was changed; the members of a licence go together. */
static gboolean
is_sent (GtkBox *box, GtkWidget *field, json_t *row)
{
  const gchar *key = key_of (field);
  const gchar *dot = strchr (key, '.');

  if (row == NULL || guo_settings_input_is_changed (GUO_SETTINGS_INPUT (field)))
    return TRUE;
  if (dot == NULL)
    return FALSE;
  for (GtkWidget *other = first_of (box); other != NULL; other = gtk_widget_get_next_sibling (other))
    if (strncmp (key_of (other), key, (gsize) (dot - key) + 1) == 0
        && guo_settings_input_is_changed (GUO_SETTINGS_INPUT (other)))
      return TRUE;
  return FALSE;
}

json_t *
guo_fields_read (GtkBox *box, json_t *row)
{
  json_t *body = json_object ();
  GtkWidget *wrong = NULL;

  for (GtkWidget *field = first_of (box); field != NULL; field = gtk_widget_get_next_sibling (field))
    if (gtk_widget_get_visible (field) && is_sent (box, field, row) && !read_field (field, row, body) && wrong == NULL)
      wrong = field;
  if (wrong == NULL)
    return body;
  gtk_widget_grab_focus (wrong);
  json_decref (body);
  return NULL;
}

static gboolean
names_field (const gchar *named, const gchar *key)
{
  gsize length = strlen (key);

  /* "certificates[0].from" is at the certificates; a whole "licence" at its first field */
  if (strncmp (named, key, length) == 0 && (named[length] == '\0' || named[length] == '['))
    return TRUE;
  length = strlen (named);
  return strncmp (key, named, length) == 0 && key[length] == '.';
}

static const gchar *
field_named (const GError *error)
{
  const gchar *code = guo_client_error_code (error);

  if (strcmp (code, "code-taken") == 0)
    return "code";
  if (strcmp (code, "name-taken") == 0)
    return "name";
  return guo_row_text (guo_client_error_params (error), "field");
}

gboolean
guo_fields_refuse (GtkBox *box, const GError *error)
{
  const gchar *named = field_named (error);
  const gchar *words = guo_row_text (guo_client_error_params (error), "reason");
  g_autofree gchar *reason = *words != '\0' ? guo_client_words (words) : g_strdup (error->message);

  for (GtkWidget *field = first_of (box); field != NULL && *named != '\0'; field = gtk_widget_get_next_sibling (field))
    {
      if (!names_field (named, key_of (field)) || !gtk_widget_get_visible (field))
        continue;
      guo_settings_input_refuse (GUO_SETTINGS_INPUT (field), reason);
      gtk_widget_grab_focus (field);
      return TRUE;
    }
  return FALSE;
}

GtkWidget *
guo_fields_next (GtkWidget *field)
{
  GtkWidget *next = gtk_widget_get_next_sibling (field);

  while (next != NULL && !gtk_widget_get_visible (next))
    next = gtk_widget_get_next_sibling (next);
  return next;
}
