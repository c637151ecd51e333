#include "ui/setup/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/deliver/newcomer.h"
#include "ui/devices/scale-form.h"
#include "ui/setup/left.h"
#include "ui/setup/practice.h"
#include "ui/setup/products.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"

#define RECEIVED "received"

typedef enum
{
  STEP_LANGUAGE,
  STEP_PRACTICE,
  STEP_CENTRE,
  STEP_SUPERVISOR,
  STEP_PRODUCTS,
  STEP_SCALE,
  STEP_CRATE,
  STEP_GROWER,
  N_STEPS
} Step;

struct _GuoSetupPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkWidget  *box;
  GtkLabel   *step_label;
  GtkLabel   *title_label;
  GtkBox     *slot;
  GtkWidget  *later_button;

  GtkWidget  *content;
  Step        step;
  gchar      *centre;      /* its name and place, until a supervisor can save them */
  gchar      *place;
  gchar      *pin;
  gboolean    single;      /* one step that was left, then back to work */
};

G_DEFINE_FINAL_TYPE (GuoSetupPage, guo_setup_page, GTK_TYPE_WIDGET)

static guint finished_signal;

static void show_step (GuoSetupPage *self, Step step);
static void go_on (GuoSetupPage *self);

static void
set_content (GuoSetupPage *self, const gchar *title, GtkWidget *content)
{
  if (self->content != NULL)
    gtk_box_remove (self->slot, self->content);
  self->content = content;
  gtk_label_set_label (self->title_label, title);
  gtk_box_append (self->slot, content);
  gtk_widget_grab_focus (content);
}

static void
refuse (GuoSetupPage *self, const GError *error)
{
  if (GUO_IS_FORM (self->content))
    {
      guo_form_set_busy (GUO_FORM (self->content), FALSE);
      guo_form_refuse (GUO_FORM (self->content), error->message);
    }
  else
    guo_desk_say (self->desk, error->message, NULL, TRUE);
}

/* The language: both stand there, since nobody knows yet which one is read. The window is made anew in it. */

static void
language_chosen (GuoSetupPage *self, const gchar *value)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_object_ref (widget);
  gtk_widget_activate_action (widget, "app.language", "s", value);
  g_object_unref (widget);
}

static void
ask_language (GuoSetupPage *self)
{
  GtkWidget *options = guo_options_new (NULL);

  guo_options_add (GUO_OPTIONS (options), "zh_CN", "中文");
  guo_options_add (GUO_OPTIONS (options), "en", "English");
  g_signal_connect_object (options, "chosen", G_CALLBACK (language_chosen), self, G_CONNECT_SWAPPED);
  set_content (self, "语言  Language", options);
}

/* Practice or real */

static void
practice_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoSetupPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guo_practice_create_finish (result, &error))
    refuse (self, error);
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

static void
ask_practice (GuoSetupPage *self)
{
  GtkWidget *options = guo_options_new (
    _("This database is new. In a practice database you can try everything with a simulated scale; "
      "all papers say “sample”. It never becomes a real one: later begin a second database."));

  guo_options_add (GUO_OPTIONS (options), "practice", _("Practice with a simulator"));
  guo_options_add (GUO_OPTIONS (options), "real", _("Real work"));
  g_signal_connect_object (options, "chosen", G_CALLBACK (practice_chosen), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("Practice, or real work?"), options);
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
  show_step (self, STEP_SUPERVISOR);
}

static void
ask_centre (GuoSetupPage *self)
{
  GtkWidget *form = guo_form_new (_("It stands on slips, labels and on the pages that buyers see."),
                                  _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the sorting centre"),
                      GTK_INPUT_PURPOSE_FREE_FORM, self->centre);
  guo_form_add_entry (GUO_FORM (form), "place", _("Place: province, county, township"),
                      GTK_INPUT_PURPOSE_FREE_FORM, self->place);
  g_signal_connect_object (form, "submitted", G_CALLBACK (centre_submitted), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("What is the centre called?"), form);
}

static void
centre_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    {
      refuse (self, error);
      return;
    }
  guo_desk_refresh (self->desk);
  show_step (self, STEP_PRODUCTS);
}

static void
logged_in (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    refuse (self, error);
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
    refuse (self, error);
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

static void
ask_supervisor (GuoSetupPage *self)
{
  GtkWidget *form = guo_form_new (_("The supervisor sets up people, scales and tares, and approves typed "
                                    "weights. Nobody can look the PIN up later: remember it."),
                                  _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Your name"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  guo_form_add_entry (GUO_FORM (form), "pin", _("PIN, 4 to 6 digits"), GTK_INPUT_PURPOSE_PIN, NULL);
  guo_form_add_entry (GUO_FORM (form), "again", _("The PIN once more"), GTK_INPUT_PURPOSE_PIN, NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (supervisor_submitted), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("Who is the supervisor?"), form);
}

/* Products */

static void
products_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (error != NULL)
    refuse (self, error);
  else
    go_on (self);
}

static void
products_submitted (GuoSetupPage *self)
{
  guo_setup_products_save (GUO_FORM (self->content), self->desk, self, products_saved);
}

static void
ask_products (GuoSetupPage *self)
{
  GtkWidget *form = guo_setup_products_form_new ();

  g_signal_connect_object (form, "submitted", G_CALLBACK (products_submitted), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("What do you sort?"), form);
}

/* Scale and crate */

static void
scale_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    go_on (owner);
}

static void
ask_scale (GuoSetupPage *self)
{
  set_content (self, _("Which scale?"),
               guo_scale_form_new (self->desk,
                                   _("Its bytes are shown as they come. Take it only when the value here "
                                     "is the one on the scale's own display."),
                                   GTK_WIDGET (self), scale_saved));
}

static void
crate_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer == NULL)
    {
      refuse (self, error);
      return;
    }
  guo_screen_state_set_id (guo_desk_state (self->desk), "crate-type", guo_row_int (answer, "id"));
  go_on (self);
}

static void
crate_submitted (GuoSetupPage *self)
{
  GuoForm *form = GUO_FORM (self->content);
  gint64 tare_mg = 0;

  if (*guo_form_text (form, "name") == '\0'
      || !guo_parse_mass (guo_form_text (form, "tare"), &tare_mg))
    {
      guo_form_refuse (form, _("Enter a name, and the tare in kilograms, for example 1.85."));
      return;
    }
  guo_form_set_busy (form, TRUE);
  guo_desk_send (self->desk, "POST", "/v1/crate-types",
                 json_pack ("{sssI}", "name", guo_form_text (form, "name"), "tare_mg", tare_mg), self,
                 crate_saved, NULL);
}

static void
ask_crate (GuoSetupPage *self)
{
  gboolean practice = guo_row_flag (guo_desk_status (self->desk), "practice");
  GtkWidget *form = guo_form_new (_("Its weight is taken off: net is gross less tare."), _("Next"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the crate"), GTK_INPUT_PURPOSE_FREE_FORM,
                      practice ? _("Blue crate") : NULL);
  guo_form_add_entry (GUO_FORM (form), "tare", _("Tare, kg"), GTK_INPUT_PURPOSE_NUMBER,
                      practice ? "1.85" : NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (crate_submitted), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("What does an empty crate weigh?"), form);
}

/* The first grower, and the first delivery */

static void
finish (GuoSetupPage *self, const gchar *page)
{
  guo_screen_state_set (guo_desk_state (self->desk), "page", page);
  self->single = FALSE;
  if (self->content != NULL)
    gtk_box_remove (self->slot, self->content);    /* a port is not listened to any longer */
  self->content = NULL;
  guo_desk_refresh (self->desk);
  g_signal_emit (self, finished_signal, 0);
}

static void
delivery_opened (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;

  if (answer != NULL)
    guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  finish (self, answer != NULL ? "weigh" : "deliver");
}

static gboolean
certificate_received (GuoSetupPage *self)
{
  return strcmp (guo_form_text (GUO_FORM (self->content), "certificate"), RECEIVED) == 0;
}

/* Held back at the gate, it is opened on Deliver, where a supervisor may say why it comes in. */
static void
products_known (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = owner;
  json_t *product = json_array_get (guo_row_list (answer, "rows"), 0);
  json_t *grower = g_object_get_data (G_OBJECT (self), "grower");

  if (product == NULL)
    {
      finish (self, "deliver");
      return;
    }
  guo_desk_send (self->desk, "POST", "/v1/deliveries",
                 json_pack ("{sIsIs[{sI}]sb}", "cooperative", guo_row_int (grower, "cooperative"),
                            "product", guo_row_int (product, "id"), "sources", "grower",
                            guo_row_int (grower, "id"), "certificate_received", certificate_received (self)), self,
                 delivery_opened, NULL);
}

static void
grower_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSetupPage *self = g_object_get_data (owner, "page");

  g_object_set_data_full (G_OBJECT (self), "grower", json_incref (answer),
                          (GDestroyNotify) json_decref);
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_known, NULL);
}

static void
grower_submitted (GuoSetupPage *self)
{
  guo_newcomer_save (GUO_FORM (self->content), self->desk, NULL, grower_saved);
}

static void
ask_grower (GuoSetupPage *self)
{
  GtkWidget *form =
    guo_newcomer_form_new (NULL, _("Who brings the first fruit. A whole list can be imported later."),
                           _("Start weighing"));
  GuoChoice *certificate =
    guo_form_add_choice (GUO_FORM (form), "certificate", _("Certificate of this fruit"));

  guo_choice_add (certificate, "", _("○ Not yet"));
  guo_choice_add (certificate, RECEIVED, _("✓ Received"));
  guo_choice_select (certificate, "");
  g_object_set_data (G_OBJECT (form), "page", self);
  g_signal_connect_object (form, "submitted", G_CALLBACK (grower_submitted), self,
                           G_CONNECT_SWAPPED);
  set_content (self, _("One cooperative, one grower"), form);
}

static void
show_step (GuoSetupPage *self, Step step)
{
  static void (*const ask[N_STEPS]) (GuoSetupPage *) = {
    ask_language, ask_practice, ask_centre, ask_supervisor, ask_products, ask_scale, ask_crate, ask_grower,
  };
  g_autofree gchar *text = g_strdup_printf (_("Step %d of %d"), (gint) step + 1, (gint) N_STEPS);

  self->step = step;
  gtk_label_set_label (self->step_label, self->single ? "" : text);
  gtk_widget_set_visible (self->later_button, step >= STEP_PRODUCTS);
  ask[step] (self);
}

static void
go_on (GuoSetupPage *self)
{
  if (self->single)
    finish (self, "weigh");
  else if (self->step + 1 < N_STEPS)
    show_step (self, self->step + 1);
  else
    finish (self, "deliver");
}

/* The card on Deliver and Weigh tells of it until it is done. */
static void
later_clicked (GuoSetupPage *self)
{
  guo_screen_state_set (guo_desk_state (self->desk), GUO_SETUP_LEFT_KEY, "open");
  go_on (self);
}

static gboolean
knows_language (GuoSetupPage *self)
{
  g_autofree gchar *language = guo_screen_state_get (guo_desk_state (self->desk), "language");

  return language != NULL;
}

static void
status_changed (GuoSetupPage *self)
{
  json_t *status = guo_desk_status (self->desk);

  if ((self->content == NULL || self->step == STEP_PRACTICE)
      && strcmp (guo_row_text (status, "setup"), "empty") == 0)
    show_step (self, knows_language (self) ? STEP_CENTRE : STEP_LANGUAGE);
}

/* Esc leads back to work from a step that was taken up later; the first run has no way back. */
static gboolean
back_pressed (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (widget);

  if (!self->single)
    return FALSE;
  go_on (self);
  return TRUE;
}

static gboolean
guo_setup_page_grab_focus (GtkWidget *widget)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (widget);

  return self->content != NULL && gtk_widget_grab_focus (self->content);
}

static void
guo_setup_page_dispose (GObject *object)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_setup_page_parent_class)->dispose (object);
}

static void
guo_setup_page_finalize (GObject *object)
{
  GuoSetupPage *self = GUO_SETUP_PAGE (object);

  g_free (self->centre);
  g_free (self->place);
  g_free (self->pin);
  G_OBJECT_CLASS (guo_setup_page_parent_class)->finalize (object);
}

static void
guo_setup_page_class_init (GuoSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_setup_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_setup_page_finalize;
  widget_class->grab_focus = guo_setup_page_grab_focus;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_pressed, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/setup/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, box);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, slot);
  gtk_widget_class_bind_template_child (widget_class, GuoSetupPage, later_button);
  finished_signal = g_signal_new ("finished", GUO_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
guo_setup_page_init (GuoSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->later_button, "clicked", G_CALLBACK (later_clicked), self,
                           G_CONNECT_SWAPPED);
}

void
guo_setup_page_set_desk (GuoSetupPage *self, GuoDesk *desk)
{
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "status", G_CALLBACK (status_changed), self, G_CONNECT_SWAPPED);
}

void
guo_setup_page_begin (GuoSetupPage *self)
{
  show_step (self, knows_language (self) ? STEP_PRACTICE : STEP_LANGUAGE);
}

void
guo_setup_page_ask (GuoSetupPage *self, const gchar *name)
{
  static const struct
  {
    const gchar *name;
    Step         step;
  } steps[] = {
    { "products", STEP_PRODUCTS }, { "scale", STEP_SCALE }, { "crate", STEP_CRATE }, { "grower", STEP_GROWER },
  };

  self->single = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].name, name) == 0)
      show_step (self, steps[i].step);
}
