#include "ui/deliver/page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/deliver/import.h"
#include "ui/deliver/newcomer.h"
#include "ui/page.h"
#include "ui/who.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/key.h"
#include "ui/widgets/sheet.h"

#define PEOPLE_MOST 6
#define LETTERS_MOST 12

struct _GuoDeliverPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkLabel   *find_label;
  GuoChoice  *people_choice;
  GtkWidget  *plot_row;
  GuoChoice  *plot_choice;
  GuoChoice  *product_choice;
  GuoChoice  *day_choice;
  GtkEntry   *vehicle_entry;
  GuoKey     *start_key;
  GtkListBox *open_list;

  GString    *letters;       /* typed so far */
  json_t     *people;        /* rows shown */
  json_t     *recent;        /* deliveries, newest first */
  json_t     *products;
  json_t     *plots;
  gboolean    starting;
};

static void guo_deliver_page_page_init (GuoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoDeliverPage, guo_deliver_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PAGE, guo_deliver_page_page_init))

static void
keep (json_t **slot, json_t *rows)
{
  json_t *old = *slot;

  *slot = json_incref (rows);
  json_decref (old);
}

static json_t *
row_by_id (json_t *rows, gint64 id)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "id") == id)
      return row;
  return NULL;
}

/* Fields that follow from who delivers */

static void
show_key (GuoDeliverPage *self)
{
  if (guo_choice_get_id (self->people_choice) != 0 && !self->starting
      && guo_choice_get (self->product_choice) != NULL && guo_desk_connected (self->desk))
    gtk_widget_add_css_class (GTK_WIDGET (self->start_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_key), "primary");
}

static void
select_product (GuoDeliverPage *self, gint64 product, gint64 variety)
{
  g_autofree gchar *value =
    g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, product, variety);

  if (product != 0)
    guo_choice_select (self->product_choice, value);
}

static void
plot_chosen (GuoDeliverPage *self)
{
  json_t *plot = row_by_id (self->plots, guo_choice_get_id (self->plot_choice));

  select_product (self, guo_row_int (plot, "product"), guo_row_int (plot, "variety"));
  show_key (self);
}

static void
plots_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  gsize i;
  json_t *plot;

  if (answer == NULL)
    return;
  keep (&self->plots, guo_row_list (answer, "rows"));
  guo_choice_clear (self->plot_choice);
  json_array_foreach (self->plots, i, plot)
    {
      g_autofree gchar *mu = guo_format_area_mu (guo_row_int (plot, "area_m2"));
      g_autofree gchar *word = guo_row_int (plot, "area_m2") > 0
                                 ? g_strdup_printf (_("%s  %s mu"), guo_row_text (plot, "name"), mu)
                                 : g_strdup (guo_row_text (plot, "name"));

      guo_choice_add_id (self->plot_choice, guo_row_int (plot, "id"), word);
    }
  gtk_widget_set_visible (self->plot_row, json_array_size (self->plots) > 0);
  if (json_array_size (self->plots) > 0)
    guo_choice_select_id (self->plot_choice, guo_row_int (json_array_get (self->plots, 0), "id"));
  plot_chosen (self);
}

static json_t *
last_delivery_of (GuoDeliverPage *self, gint64 party)
{
  gsize i;
  json_t *delivery;

  json_array_foreach (self->recent, i, delivery)
    {
      json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);

      if (guo_row_int (lot, "grower") == party || guo_row_int (delivery, "cooperative") == party)
        return delivery;
    }
  return NULL;
}

static void
person_chosen (GuoDeliverPage *self)
{
  gint64 id = guo_choice_get_id (self->people_choice);
  json_t *last = last_delivery_of (self, id);
  g_autofree gchar *path = g_strdup_printf ("/v1/plots?grower=%" G_GINT64_FORMAT, id);

  select_product (self, guo_row_int (last, "product"), guo_row_int (last, "variety"));
  if (last != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->vehicle_entry), guo_row_text (last, "vehicle"));
  if (id != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, plots_arrived, NULL);
  show_key (self);
}

static void
show_people (GuoDeliverPage *self, json_t *rows, gint64 selected)
{
  gsize i;
  json_t *row;

  keep (&self->people, rows);
  guo_choice_clear (self->people_choice);
  json_array_foreach (self->people, i, row)
    {
      g_autofree gchar *word =
        g_strdup_printf ("%s  %s", guo_row_text (row, "name"), guo_row_text (row, "cooperative_name"));

      if (i < PEOPLE_MOST)
        guo_choice_add_id (self->people_choice, guo_row_int (row, "id"), g_strchomp (word));
    }
  guo_choice_select_id (self->people_choice, selected);
  person_chosen (self);
}

static void
people_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  json_t *rows = guo_row_list (answer, "rows");

  /* who looks for somebody wants the first of those found */
  if (answer != NULL)
    show_people (self, rows, self->letters->len > 0
                               ? guo_row_int (json_array_get (rows, 0), "id") : 0);
}

static void
find_people (GuoDeliverPage *self)
{
  g_autofree gchar *path = NULL;

  gtk_label_set_label (self->find_label, self->letters->len > 0 ? self->letters->str : "");
  if (self->letters->len > 0)
    path = g_strdup_printf ("/v1/parties?q=%s", self->letters->str);
  else
    path = g_strdup ("/v1/parties?kind=grower");
  guo_desk_send (self->desk, "GET", path, NULL, self, people_arrived, NULL);
}

/* Who was here last: nothing needs to be typed for them. */
static json_t *
recent_people (GuoDeliverPage *self)
{
  json_t *rows = json_array ();
  gsize i;
  json_t *delivery;

  json_array_foreach (self->recent, i, delivery)
    {
      json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);
      gint64 id = guo_row_int (lot, "grower");

      if (id != 0 && row_by_id (rows, id) == NULL && json_array_size (rows) < PEOPLE_MOST)
        json_array_append_new (rows, json_pack ("{sIsssIss}", "id", id, "name",
                                                guo_row_text (lot, "grower_name"), "cooperative",
                                                guo_row_int (delivery, "cooperative"),
                                                "cooperative_name",
                                                guo_row_text (delivery, "cooperative_name")));
    }
  return rows;
}

static void
recent_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  json_auto_t *people = NULL;

  if (answer == NULL)
    return;
  keep (&self->recent, guo_row_list (answer, "rows"));
  if (self->letters->len > 0 || guo_choice_get_id (self->people_choice) != 0)
    return;
  people = recent_people (self);
  if (json_array_size (people) > 0)
    show_people (self, people, 0);
  else
    find_people (self);
}

static void
products_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  g_autofree gchar *before = g_strdup (guo_choice_get (self->product_choice));
  gsize i, j;
  json_t *product, *variety;

  if (answer == NULL)
    return;
  keep (&self->products, guo_row_list (answer, "rows"));
  guo_choice_clear (self->product_choice);
  json_array_foreach (self->products, i, product)
    {
      json_t *varieties = guo_row_list (product, "varieties");
      gint64 id = guo_row_int (product, "id");
      g_autofree gchar *plain = g_strdup_printf ("%" G_GINT64_FORMAT ":0", id);

      if (json_array_size (varieties) == 0)
        guo_choice_add (self->product_choice, plain, guo_row_text (product, "name"));
      json_array_foreach (varieties, j, variety)
        {
          g_autofree gchar *value = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, id,
                                                     guo_row_int (variety, "id"));

          guo_choice_add (self->product_choice, value, guo_row_text (variety, "name"));
        }
    }
  guo_choice_select (self->product_choice, before);
  show_key (self);
}

static void
show_days (GuoDeliverPage *self)
{
  static const gchar *const words[] = { N_("Today"), N_("Yesterday"), N_("Two days ago") };
  g_autofree gchar *midnight =
    g_strdup_printf ("%sT00:00:00", guo_row_text (guo_desk_status (self->desk), "day"));
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 (midnight, zone);

  /* the station's day, which may end later than midnight */
  if (now == NULL)
    return;
  guo_choice_clear (self->day_choice);
  for (gint i = 0; i < (gint) G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (now, -i);
      g_autofree gchar *value = g_date_time_format (day, "%F");

      guo_choice_add (self->day_choice, value, _(words[i]));
      if (i == 0)
        guo_choice_select (self->day_choice, value);
    }
}

/* Deliveries still open */

static GtkWidget *
open_row (json_t *delivery)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *key = gtk_button_new_with_label (_("Weigh"));
  json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);
  const gchar *grower = guo_row_text (lot, "grower_name");
  g_autofree gchar *text = g_strdup_printf ("%s  %s", guo_row_text (delivery, "no"), *grower != '\0'
                                            ? grower : guo_row_text (delivery, "cooperative_name"));
  g_autofree gchar *name = g_strdup_printf (_("Weigh on: %s"), text);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "deliver.resume");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "x", guo_row_int (delivery, "id"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), key);
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
open_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;
  GtkWidget *row;
  gsize i;
  json_t *delivery;

  if (answer == NULL)
    return;
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->open_list, 0))) != NULL)
    gtk_list_box_remove (self->open_list, row);
  json_array_foreach (guo_row_list (answer, "rows"), i, delivery)
    gtk_list_box_append (self->open_list, open_row (delivery));
}

static void
reload (GuoDeliverPage *self)
{
  if (!guo_desk_connected (self->desk) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (guo_choice_size (self->day_choice) == 0)
    show_days (self);
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_arrived, NULL);
  guo_desk_send (self->desk, "GET", "/v1/deliveries?limit=40", NULL, self, recent_arrived, NULL);
  guo_desk_send (self->desk, "GET", "/v1/deliveries?state=open&limit=20", NULL, self, open_arrived,
                 NULL);
  show_key (self);
}

/* What the keys do */

static void
begin_anew (GuoDeliverPage *self)
{
  g_string_truncate (self->letters, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->vehicle_entry), "");
  gtk_label_set_label (self->find_label, "");
  guo_choice_select (self->people_choice, NULL);
  guo_choice_clear (self->plot_choice);
  gtk_widget_set_visible (self->plot_row, FALSE);
  show_days (self);
}

static void
started (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = owner;

  self->starting = FALSE;
  show_key (self);
  if (answer == NULL)
    return;
  begin_anew (self);
  guo_desk_set_delivery (self->desk, guo_row_int (answer, "id"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "weigh");
}

static json_t *
delivery_body (GuoDeliverPage *self, json_t *person)
{
  g_auto(GStrv) parts = g_strsplit (guo_choice_get (self->product_choice), ":", 2);
  gint64 plot = guo_choice_get_id (self->plot_choice), cooperative = guo_row_int (person, "cooperative");
  gint64 variety = g_ascii_strtoll (parts[1], NULL, 10);
  const gchar *vehicle = gtk_editable_get_text (GTK_EDITABLE (self->vehicle_entry));
  /* until the page asks for it: what is started here came with its certificate */
  json_t *body = json_pack ("{sIsIsssb}",
                            "cooperative", cooperative != 0 ? cooperative : guo_row_int (person, "id"),
                            "product", g_ascii_strtoll (parts[0], NULL, 10),
                            "harvested_on", guo_choice_get (self->day_choice),
                            "certificate_received", TRUE);

  if (cooperative != 0)
    {
      json_t *source = json_pack ("{sI}", "grower", guo_row_int (person, "id"));

      if (plot != 0)
        json_object_set_new (source, "plot", json_integer (plot));
      json_object_set_new (body, "sources", json_pack ("[o]", source));
    }
  if (variety != 0)
    json_object_set_new (body, "variety", json_integer (variety));
  if (*vehicle != '\0')
    json_object_set_new (body, "vehicle", json_string (vehicle));
  return body;
}

static void
start_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);
  json_t *person = row_by_id (self->people, guo_choice_get_id (self->people_choice));

  if (self->starting || !guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    guo_who_ask (widget, self->desk);
  else if (person == NULL)
    guo_desk_say (self->desk, _("Choose who delivers: type the initials, or press 1 to 6."), NULL,
                  TRUE);
  else if (guo_choice_get (self->product_choice) == NULL)
    guo_desk_say (self->desk, _("Choose the product."), NULL, TRUE);
  else
    {
      self->starting = TRUE;
      show_key (self);
      guo_act (widget, self->desk, "/v1/deliveries", delivery_body (self, person), FALSE, started,
               NULL);
    }
}

static void
find_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  begin_anew (self);
  guo_page_focus (GUO_PAGE (self));
  find_people (self);
}

static void
resume_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  guo_desk_set_delivery (self->desk, g_variant_get_int64 (parameter));
  gtk_widget_activate_action (widget, "win.page", "s", "weigh");
}

static void
newcomer_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDeliverPage *self = g_object_get_data (owner, "page");
  json_auto_t *people = json_pack ("[O]", answer);

  show_people (self, people, guo_row_int (answer, "id"));
  guo_sheet_close (GTK_WIDGET (self));
}

static void
newcomer_approved (gpointer owner, json_t *approver)
{
  GtkWidget *form = g_object_get_data (owner, "newcomer");

  if (form == NULL)
    return;
  guo_sheet_open (owner, _("New grower"), form);
  guo_newcomer_save (GUO_FORM (form), GUO_DELIVER_PAGE (owner)->desk, approver, newcomer_saved);
}

static void
newcomer_submitted (GuoForm *form)
{
  GuoDeliverPage *self = g_object_get_data (G_OBJECT (form), "page");

  if (strcmp (guo_row_text (guo_desk_user (self->desk), "role"), "supervisor") == 0)
    {
      guo_newcomer_save (form, self->desk, NULL, newcomer_saved);
      return;
    }
  /* the form comes back after the PIN, with what was typed */
  g_object_set_data_full (G_OBJECT (self), "newcomer", g_object_ref (form), g_object_unref);
  guo_who_approve (GTK_WIDGET (self), self->desk, NULL, newcomer_approved);
}

static void
cooperatives_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *form;

  if (answer == NULL)
    return;
  form = guo_newcomer_form_new (guo_row_list (answer, "rows"), NULL, _("Save"));
  g_object_set_data (G_OBJECT (form), "page", owner);
  g_signal_connect (form, "submitted", G_CALLBACK (newcomer_submitted), NULL);
  guo_sheet_open (owner, _("New grower"), form);
}

static void
new_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (widget);

  guo_desk_send (self->desk, "GET", "/v1/parties?kind=cooperative", NULL, self,
                 cooperatives_arrived, NULL);
}

static void
import_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  guo_import_ask (widget, GUO_DELIVER_PAGE (widget)->desk);
}

/* Letters look for a person, digits choose one. No text field has the focus, so no input method comes
 * between. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
             GdkModifierType state, gpointer user_data)
{
  GuoDeliverPage *self = user_data;
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (c < 0x80 && g_ascii_isalpha ((gchar) c) && self->letters->len < LETTERS_MOST)
    g_string_append_c (self->letters, g_ascii_tolower ((gchar) c));
  else if (keyval == GDK_KEY_BackSpace && self->letters->len > 0)
    g_string_truncate (self->letters, self->letters->len - 1);
  else if (keyval == GDK_KEY_Escape && self->letters->len > 0)
    g_string_truncate (self->letters, 0);
  else if (c >= '1' && c <= '0' + PEOPLE_MOST)
    {
      json_t *row = json_array_get (self->people, c - '1');

      guo_choice_select_id (self->people_choice, guo_row_int (row, "id"));
      person_chosen (self);
      return TRUE;
    }
  else
    return FALSE;
  find_people (self);
  return TRUE;
}

static const GuoPageKey page_keys[] = {
  { "primary", "deliver.start", N_("Start weighing") },
  { "F3", "deliver.find", N_("Find") },
  { "F4", "deliver.new", N_("New grower") },
  { "F6", "deliver.import", N_("Import list") },
  { NULL, NULL, NULL },
};

static GtkWidget *
guo_deliver_page_get_primary (GuoPage *page)
{
  return GTK_WIDGET (GUO_DELIVER_PAGE (page)->start_key);
}

static void
guo_deliver_page_set_desk (GuoPage *page, GuoDesk *desk)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (page);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "status", G_CALLBACK (show_days), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (reload), NULL);
}

static void
guo_deliver_page_page_init (GuoPageInterface *iface)
{
  iface->keys = page_keys;
  iface->get_primary = guo_deliver_page_get_primary;
  iface->set_desk = guo_deliver_page_set_desk;
}

static void
guo_deliver_page_dispose (GObject *object)
{
  GuoDeliverPage *self = GUO_DELIVER_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->people, json_decref);
  g_clear_pointer (&self->recent, json_decref);
  g_clear_pointer (&self->products, json_decref);
  g_clear_pointer (&self->plots, json_decref);
  G_OBJECT_CLASS (guo_deliver_page_parent_class)->dispose (object);
}

static void
guo_deliver_page_finalize (GObject *object)
{
  g_string_free (GUO_DELIVER_PAGE (object)->letters, TRUE);
  G_OBJECT_CLASS (guo_deliver_page_parent_class)->finalize (object);
}

static void
guo_deliver_page_class_init (GuoDeliverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_COLUMNS);
  g_type_ensure (GUO_TYPE_CHOICE);
  G_OBJECT_CLASS (klass)->dispose = guo_deliver_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_deliver_page_finalize;
  gtk_widget_class_install_action (widget_class, "deliver.start", NULL, start_activated);
  gtk_widget_class_install_action (widget_class, "deliver.find", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "deliver.new", NULL, new_activated);
  gtk_widget_class_install_action (widget_class, "deliver.import", NULL, import_activated);
  gtk_widget_class_install_action (widget_class, "deliver.resume", "x", resume_activated);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/deliver/page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, find_label);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, people_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, plot_row);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, plot_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, product_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, day_choice);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, vehicle_entry);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, start_key);
  gtk_widget_class_bind_template_child (widget_class, GuoDeliverPage, open_list);
}

static void
guo_deliver_page_init (GuoDeliverPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->letters = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->people_choice, "chosen", G_CALLBACK (person_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plot_choice, "chosen", G_CALLBACK (plot_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->product_choice, "chosen", G_CALLBACK (show_key), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_visible (self->plot_row, FALSE);
}
