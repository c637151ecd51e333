/* The steps that found a station: language, practice or real, its name, its supervisor. */
#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/setup/page-private.h"
#include "ui/setup/practice.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"

/* The language: both stand there, since nobody knows yet which one is read. The window is made anew in it. */

static void
language_chosen (GuoSetupPage *self, const gchar *value)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_object_ref (widget);
  gtk_widget_activate_action (widget, "app.language", "s", value);
  g_object_unref (widget);
}

void
guo_setup_ask_language (GuoSetupPage *self)
{
  GtkWidget *options = guo_options_new (NULL);

  guo_options_add (GUO_OPTIONS (options), "zh_CN", "中文");
  guo_options_add (GUO_OPTIONS (options), "en", "English");
  g_signal_connect_object (options, "chosen", G_CALLBACK (language_chosen), self, G_CONNECT_SWAPPED);
  guo_setup_set_content (self, "语言  Language", options);
}

/* Practice or real */

static void
practice_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoSetupPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guo_practice_create_finish (result, &error))
    guo_setup_refuse (self, error);
  else
    guo_desk_start (self->desk);
}

/* The next step follows from the status of the daemon that is started now. */
static void
practice_chosen (GuoSetupPage *self, const gchar *value)
{
  if (guo_desk_started (self->desk))
    return;
  if (strcmp (value, "real") == 0)
    guo_desk_start (self->desk);
  else
    guo_practice_create (guo_desk_database (self->desk), practice_created, g_object_ref (self));
}

void
guo_setup_ask_practice (GuoSetupPage *self)
{
  GtkWidget *options = guo_options_new (
    _("This database is new. In a practice database you can try everything with a simulated scale; "
      "all papers say “sample”. It never becomes a real one: later begin a second database."));

  guo_options_add (GUO_OPTIONS (options), "practice", _("Practice with a simulator"));
  guo_options_add (GUO_OPTIONS (options), "real", _("Real work"));
  g_signal_connect_object (options, "chosen", G_CALLBACK (practice_chosen), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("Practice, or real work?"), options);
}

/* Centre and supervisor */

static void
centre_submitted (GuoSetupPage *self)
{
  GuoForm *form = GUO_FORM (self->content);

  if (*guo_form_text (form, "name") == '\0')
    {
      guo_form_refuse (form, _("Enter a name."));
      return;
    }
  if (*guo_form_text (form, "place") == '\0')
    {
      guo_form_refuse (form, _("Enter the place: every label must name the origin."));
      return;
    }
  g_free (self->centre);
  g_free (self->place);
  self->centre = g_strdup (guo_form_text (form, "name"));
  self->place = g_strdup (guo_form_text (form, "place"));
  guo_setup_show_step (self, GUO_SETUP_STEP_SUPERVISOR);
}

void
guo_setup_ask_centre (GuoSetupPage *self)
{
  GtkWidget *form = guo_form_new (_("It stands on slips, labels and on the pages that buyers see."),
                                  _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the sorting centre"),
                      GTK_INPUT_PURPOSE_FREE_FORM, self->centre);
  guo_form_add_entry (GUO_FORM (form), "place", _("Place: province, county, township"),
                      GTK_INPUT_PURPOSE_FREE_FORM, self->place);
  g_signal_connect_object (form, "submitted", G_CALLBACK (centre_submitted), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("What is the centre called?"), form);
}

static void
centre_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    {
      guo_setup_refuse (self, error);
      return;
    }
  guo_desk_refresh (self->desk);
  guo_setup_show_step (self, GUO_SETUP_STEP_PRODUCTS);
}

static void
logged_in (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    guo_setup_refuse (self, error);
  else
    guo_desk_send (self->desk, "POST", "/v1/centre",
                   json_pack ("{ssss}", "name", self->centre, "place", self->place), self, centre_saved,
                   NULL);
}

static void
supervisor_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    guo_setup_refuse (self, error);
  else
    guo_desk_login (self->desk, guo_row_int (answer, "id"), self->pin, self, logged_in);
}

static void
supervisor_submitted (GuoSetupPage *self)
{
  GuoForm *form = GUO_FORM (self->content);
  const gchar *name = guo_form_text (form, "name"), *pin = guo_form_text (form, "pin");

  if (*name == '\0')
    guo_form_refuse (form, _("Enter your name."));
  else if (strlen (pin) < 4 || strlen (pin) > 6 || strspn (pin, "0123456789") != strlen (pin))
    guo_form_refuse (form, _("A PIN has 4 to 6 digits."));
  else if (strcmp (pin, guo_form_text (form, "again")) != 0)
    guo_form_refuse (form, _("The two PINs are not the same. Type them again."));
  else
    {
      g_free (self->pin);
      self->pin = g_strdup (pin);
      guo_form_set_busy (form, TRUE);
      guo_desk_send (self->desk, "POST", "/v1/users",
                     json_pack ("{ssssss}", "name", name, "role", "supervisor", "pin", pin), self,
                     supervisor_saved, NULL);
    }
}

void
guo_setup_ask_supervisor (GuoSetupPage *self)
{
  GtkWidget *form = guo_form_new (_("The supervisor sets up people, scales and tares, and approves typed "
                                    "weights. Nobody can look the PIN up later: remember it."),
                                  _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Your name"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  guo_form_add_entry (GUO_FORM (form), "pin", _("PIN, 4 to 6 digits"), GTK_INPUT_PURPOSE_PIN, NULL);
  guo_form_add_entry (GUO_FORM (form), "again", _("The PIN once more"), GTK_INPUT_PURPOSE_PIN, NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (supervisor_submitted), self,
                           G_CONNECT_SWAPPED);
  guo_setup_set_content (self, _("Who is the supervisor?"), form);
}
