#include "ui/devices/change-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/devices/printer-form.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define MOST_DECIMALS 6 /* of a kilogram: milligrams */

/* How a setting is written. */
typedef enum
{
  AS_TEXT,
  AS_NUMBER,
  AS_KG, /* milligrams in the interface */
} Writing;

typedef struct
{
  const gchar *key; /* as the interface calls it */
  Writing writing;
  gchar *before;    /* owned */
} Setting;

struct _GuoChangeForm
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *owner; /* not owned: the form stands on it */
  GuoForm   *form;
  json_t    *device;
  json_t    *protocol; /* (nullable) */
  GArray    *settings; /* Setting */
};

G_DEFINE_FINAL_TYPE (GuoChangeForm, guo_change_form, GTK_TYPE_WIDGET)

static void
setting_clear (gpointer data)
{
  g_free (((Setting *) data)->before);
}

/* Without zeros at the end that say nothing; "" for none. */
static gchar *
kg_text (gint64 mg)
{
  gchar *text = guo_format_mass_plain (mg, MOST_DECIMALS);
  gsize len = strlen (text);

  if (mg == 0)
    *text = '\0';
  while (mg != 0 && text[len - 1] == '0')
    text[--len] = '\0';
  if (len > 0 && mg != 0 && text[len - 1] == '.')
    text[len - 1] = '\0';
  return text;
}

static gchar *
text_of (json_t *device, const gchar *key, Writing writing)
{
  gboolean number = json_is_integer (json_object_get (device, key));

  if (writing == AS_TEXT)
    return g_strdup (guo_row_text (device, key));
  if (writing == AS_KG)
    return kg_text (guo_row_int (device, key));
  return number ? g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (device, key)) : g_strdup ("");
}

/* FALSE: it is no such number. Emptied it is 0, which stands for none. */
static gboolean
put (const Setting *setting, const gchar *text, json_t *body)
{
  gint64 number = 0;

  if (setting->writing == AS_TEXT)
    {
      json_object_set_new (body, setting->key, json_string (text));
      return TRUE;
    }
  if (*text != '\0' && setting->writing == AS_KG && !guo_parse_mass (text, &number))
    return FALSE;
  if (*text != '\0' && setting->writing == AS_NUMBER
      && !g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number, NULL))
    return FALSE;
  json_object_set_new (body, setting->key, json_integer (number));
  return TRUE;
}

/* The form may be gone by then: a supervisor was asked on its sheet. */
static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *content = guo_sheet_content (owner);
  GuoDesk *desk = data;

  if (answer != NULL)
    guo_desk_say (desk, _("✓ Changed"), NULL, FALSE);
  else if (content != NULL && GUO_IS_CHANGE_FORM (content))
    guo_form_refuse (GUO_CHANGE_FORM (content)->form, error->message);
  else
    guo_desk_say (desk, error->message, NULL, TRUE);
}

static void
submitted (GuoChangeForm *self)
{
  json_auto_t *body = json_pack ("{sO}", "replaces", json_object_get (self->device, "id"));

  for (guint i = 0; i < self->settings->len; i++)
    {
      const Setting *setting = &g_array_index (self->settings, Setting, i);
      const gchar *text = guo_form_text (self->form, setting->key);

      if (strcmp (text, setting->before) == 0)
        continue;
      if (!put (setting, text, body))
        {
          g_autofree gchar *sentence = g_strdup_printf (_("“%s” is not a number that can be used here."), text);

          guo_form_refuse (self->form, sentence);
          return;
        }
    }
  if (json_object_size (body) == 1)
    guo_form_refuse (self->form, _("Nothing was changed."));
  else
    guo_act_in_form (self->owner, self->desk, "/v1/devices", g_steal_pointer (&body), answered, self->desk);
}

static void
guo_change_form_dispose (GObject *object)
{
  GuoChangeForm *self = GUO_CHANGE_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->device, json_decref);
  g_clear_pointer (&self->protocol, json_decref);
  g_clear_pointer (&self->settings, g_array_unref);
  if (self->form != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->form));
  self->form = NULL;
  G_OBJECT_CLASS (guo_change_form_parent_class)->dispose (object);
}

static gboolean
guo_change_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_CHANGE_FORM (widget)->form));
}

static void
guo_change_form_class_init (GuoChangeFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_change_form_dispose;
  widget_class->grab_focus = guo_change_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_change_form_init (GuoChangeForm *self)
{
  self->settings = g_array_new (FALSE, FALSE, sizeof (Setting));
  g_array_set_clear_func (self->settings, setting_clear);
}

/* @key: static */
static Setting *
add_setting (GuoChangeForm *self, const gchar *key, Writing writing)
{
  Setting setting = { key, writing, text_of (self->device, key, writing) };

  g_array_append_val (self->settings, setting);
  return &g_array_index (self->settings, Setting, self->settings->len - 1);
}

static void
add_entry (GuoChangeForm *self, const gchar *key, Writing writing, const gchar *label)
{
  Setting *setting = add_setting (self, key, writing);
  GtkInputPurpose purpose = writing == AS_TEXT ? GTK_INPUT_PURPOSE_FREE_FORM : GTK_INPUT_PURPOSE_NUMBER;

  guo_form_add_entry (self->form, key, label, purpose, setting->before);
}

/* @words: value, word, …, %NULL; what the device has besides is a choice too */
static GuoChoice *
add_choice (GuoChangeForm *self, const gchar *key, Writing writing, const gchar *label, const gchar *const *words)
{
  Setting *setting = add_setting (self, key, writing);
  GuoChoice *choice = guo_form_add_choice (self->form, key, label);
  gboolean there = *setting->before == '\0';

  for (gsize i = 0; words[i] != NULL; i += 2)
    {
      guo_choice_add (choice, words[i], _(words[i + 1]));
      there = there || strcmp (words[i], setting->before) == 0;
    }
  if (!there)
    guo_choice_add (choice, setting->before, setting->before);
  guo_choice_select (choice, setting->before);
  return choice;
}

static void
add_scale (GuoChangeForm *self)
{
  static const gchar *const units[] = { "kg", "kg", "g", "g", "t", "t", NULL };

  add_entry (self, "max_mg", AS_KG, _("Max, kg"));
  add_entry (self, "min_mg", AS_KG, _("Min, kg"));
  add_entry (self, "e_mg", AS_KG, _("e, kg (empty: the last digit that it sends)"));
  if (self->protocol != NULL && !guo_row_flag (self->protocol, "has_unit"))
    add_choice (self, "unit", AS_TEXT, _("Unit on its display"), units);
  if (guo_row_flag (self->protocol, "has_registers"))
    add_entry (self, "bus_address", AS_NUMBER, _("Address on the bus, 1 to 247"));
}

static void
add_printer (GuoChangeForm *self)
{
  static const gchar *const dots[] = { "203", "203", "300", "300", "600", "600", NULL };
  static const gchar *const labels[] = { "case-60x40", "60 × 40 mm", "case-100x60", N_("100 × 60 mm, with the certificate"),
                                         "pallet-a6", N_("A6, of pallets"), NULL };
  static const gchar *const ids[] = { "zpl", "tspl", "escpos" };
  const gchar *languages[2 * G_N_ELEMENTS (ids) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      languages[2 * i] = ids[i];
      languages[2 * i + 1] = guo_printer_language_name (ids[i]);
    }
  add_choice (self, "language", AS_TEXT, _("Language"), languages);
  add_choice (self, "dpi", AS_NUMBER, _("Dots an inch"), dots);
  add_choice (self, "label", AS_TEXT, _("Label"), labels);
}

static void
add_grader (GuoChangeForm *self)
{
  static const gchar *const frames[] = { "tcp", "TCP", "rtu", "RTU", NULL };

  if (strcmp (guo_row_text (self->device, "protocol"), "guozhan-modbus") == 0)
    add_choice (self, "modbus", AS_TEXT, _("Frame"), frames);
}

static void
add_instrument (GuoChangeForm *self)
{
  static const gchar *const units[] = { "mm", "mm", "in", N_("inch"), NULL };

  if (strcmp (guo_row_text (self->protocol, "quantity"), "length") == 0)
    add_choice (self, "unit", AS_TEXT, _("Unit on its display"), units);
}

static void
build (GuoChangeForm *self)
{
  static const struct
  {
    const gchar *kind;
    void (*add) (GuoChangeForm *self);
  } kinds[] = {
    { "scale", add_scale }, { "printer", add_printer }, { "grader", add_grader }, { "instrument", add_instrument },
  };

  self->form = GUO_FORM (guo_form_new (_("It stays the same device: what was recorded with it stays."),
                                       _("Change it")));
  add_entry (self, "name", AS_TEXT, _("Name"));
  add_entry (self, "address", AS_TEXT, _("Address"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (guo_row_text (self->device, "kind"), kinds[i].kind) == 0)
      kinds[i].add (self);
}

GtkWidget *
guo_change_form_new (GuoDesk *desk, GtkWidget *owner, json_t *device, json_t *protocol)
{
  GuoChangeForm *self = g_object_new (GUO_TYPE_CHANGE_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  self->device = json_incref (device);
  self->protocol = protocol != NULL ? json_incref (protocol) : NULL;
  build (self);
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
