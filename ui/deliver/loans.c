#include "ui/deliver/loans.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define CRATES_MOST 100000

struct _GuoLoans
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  GtkWidget *box;
  GtkLabel  *now_label;
  GtkLabel  *balance_label;
  json_t    *types;        /* kinds of crates in use */
  json_t    *balances;
  json_t    *typed;        /* crate type as text → {lent, returned} */
  gint64     cooperative;
};

G_DEFINE_FINAL_TYPE (GuoLoans, guo_loans, GTK_TYPE_WIDGET)

static gchar *
key_of (json_t *type)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (type, "id"));
}

static gint64
out_of (GuoLoans *self, gint64 type)
{
  gsize i;
  json_t *row;

  json_array_foreach (self->balances, i, row)
    if (guo_row_int (row, "crate_type") == type)
      return guo_row_int (row, "out");
  return 0;
}

static void
append_line (GString *text, const gchar *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
show (GuoLoans *self)
{
  g_autoptr(GString) now = g_string_new (NULL);
  g_autoptr(GString) balance = g_string_new (NULL);
  gsize i;
  json_t *type;

  json_array_foreach (self->types, i, type)
    {
      g_autofree gchar *key = key_of (type);
      json_t *typed = json_object_get (self->typed, key);
      const gchar *name = guo_row_text (type, "name");
      gint lent = (gint) guo_row_int (typed, "lent"), back = (gint) guo_row_int (typed, "returned");
      gint out = (gint) out_of (self, guo_row_int (type, "id"));
      g_autofree gchar *line = g_strdup_printf (_("%s: lent %d, back %d"), name, lent, back);
      g_autofree gchar *left = g_strdup_printf (_("%s out: %d"), name, out + lent - back);

      if (lent > 0 || back > 0)
        append_line (now, line);
      if (out != 0 || lent > 0 || back > 0)
        append_line (balance, left);
    }
  if (self->cooperative == 0)
    g_string_assign (now, "\342\200\224");
  else if (now->len == 0)
    g_string_assign (now, _("None yet"));
  gtk_label_set_label (self->now_label, now->str);
  gtk_label_set_label (self->balance_label, balance->str);
  gtk_widget_set_visible (GTK_WIDGET (self->balance_label), balance->len > 0);
}

static void
balances_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoLoans *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->balances);
  self->balances = json_incref (guo_row_list (answer, "balances"));
  show (self);
}

static void
types_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoLoans *self = owner;

  if (answer == NULL)
    return;
  json_decref (self->types);
  self->types = json_incref (guo_row_list (answer, "rows"));
  show (self);
}

void
guo_loans_begin (GuoLoans *self, gint64 cooperative)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/crate-loans?limit=1&cooperative=%" G_GINT64_FORMAT,
                                            cooperative);

  if (cooperative != self->cooperative || cooperative == 0)
    {
      json_object_clear (self->typed);
      g_clear_pointer (&self->balances, json_decref);
    }
  self->cooperative = cooperative;
  guo_desk_send (self->desk, "GET", "/v1/crate-types", NULL, self, types_arrived, NULL);
  if (cooperative != 0)
    guo_desk_send (self->desk, "GET", path, NULL, self, balances_arrived, NULL);
  show (self);
}

json_t *
guo_loans_body (GuoLoans *self)
{
  json_t *body = json_array ();
  const gchar *key;
  json_t *typed;

  json_object_foreach (self->typed, key, typed)
    if (guo_row_int (typed, "lent") > 0 || guo_row_int (typed, "returned") > 0)
      json_array_append_new (body, json_pack ("{sIsIsI}", "crate_type",
                                              g_ascii_strtoll (key, NULL, 10), "lent",
                                              guo_row_int (typed, "lent"), "returned",
                                              guo_row_int (typed, "returned")));
  if (json_array_size (body) > 0)
    return body;
  json_decref (body);
  return NULL;
}

/* A whole number, or nothing typed: 0. */
static gboolean
read_number (GuoForm *form, const gchar *what, const gchar *key, gint64 *number)
{
  g_autofree gchar *field = g_strdup_printf ("%s-%s", what, key);
  const gchar *text = guo_form_text (form, field);

  *number = 0;
  return *text == '\0' || g_ascii_string_to_signed (text, 10, 0, CRATES_MOST, number, NULL);
}

static void
submitted (GuoLoans *self, GuoForm *form)
{
  json_auto_t *typed = json_object ();
  gsize i;
  json_t *type;

  json_array_foreach (self->types, i, type)
    {
      g_autofree gchar *key = key_of (type);
      gint64 lent, back;

      if (!read_number (form, "lent", key, &lent) || !read_number (form, "back", key, &back))
        {
          guo_form_refuse (form, _("Crates are whole numbers."));
          return;
        }
      json_object_set_new (typed, key, json_pack ("{sIsI}", "lent", lent, "returned", back));
    }
  json_object_update (self->typed, typed);
  show (self);
  guo_sheet_close (GTK_WIDGET (self));
}

static void
add_fields (GuoLoans *self, GuoForm *form, json_t *type)
{
  g_autofree gchar *key = key_of (type);
  g_autofree gchar *lent_key = g_strdup_printf ("lent-%s", key);
  g_autofree gchar *back_key = g_strdup_printf ("back-%s", key);
  g_autofree gchar *lent_word = g_strdup_printf (_("%s: lent"), guo_row_text (type, "name"));
  g_autofree gchar *back_word = g_strdup_printf (_("%s: returned"), guo_row_text (type, "name"));
  json_t *typed = json_object_get (self->typed, key);
  gint64 lent = guo_row_int (typed, "lent"), back = guo_row_int (typed, "returned");
  g_autofree gchar *lent_text = lent > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, lent) : NULL;
  g_autofree gchar *back_text = back > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, back) : NULL;

  guo_form_add_entry (form, lent_key, lent_word, GTK_INPUT_PURPOSE_DIGITS, lent_text);
  guo_form_add_entry (form, back_key, back_word, GTK_INPUT_PURPOSE_DIGITS, back_text);
}

void
guo_loans_ask (GuoLoans *self)
{
  GtkWidget *form;
  gsize i;
  json_t *type;

  if (self->cooperative == 0)
    {
      guo_desk_say (self->desk, _("First choose who delivers."), NULL, TRUE);
      return;
    }
  form = guo_form_new (NULL, _("Done"));
  json_array_foreach (self->types, i, type)
    add_fields (self, GUO_FORM (form), type);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted), self, G_CONNECT_SWAPPED);
  guo_sheet_open (GTK_WIDGET (self), _("Empty crates"), form);
}

void
guo_loans_set_desk (GuoLoans *self, GuoDesk *desk)
{
  g_set_object (&self->desk, desk);
}

static void
guo_loans_dispose (GObject *object)
{
  GuoLoans *self = GUO_LOANS (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_loans_parent_class)->dispose (object);
}

static void
guo_loans_finalize (GObject *object)
{
  GuoLoans *self = GUO_LOANS (object);

  json_decref (self->types);
  json_decref (self->balances);
  json_decref (self->typed);
  G_OBJECT_CLASS (guo_loans_parent_class)->finalize (object);
}

static void
guo_loans_class_init (GuoLoansClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_loans_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_loans_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (GuoLoans *self, const gchar *text, const gchar *style, const gchar *description)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
guo_loans_init (GuoLoans *self)
{
  self->typed = json_object ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  add_label (self, _("Empty crates · F4"), "dim", NULL);
  self->now_label = add_label (self, "\342\200\224", "row-detail", _("Crates lent and returned"));
  self->balance_label = add_label (self, "", "totals-line", _("Crates the cooperative has"));
  gtk_widget_set_visible (GTK_WIDGET (self->balance_label), FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}
