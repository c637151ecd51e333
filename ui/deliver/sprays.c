#include "ui/deliver/sprays.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/tip.h"

struct _GuoSprays
{
  GtkWidget  parent_instance;

  GtkLabel  *label;
  json_t    *worst;     /* the spray whose interval ends last */
  json_t    *sources;
  gchar     *harvested_on;
  gchar     *until;
  guint      asked;     /* which question the answers belong to */
  guint      n_waiting;
};

G_DEFINE_FINAL_TYPE (GuoSprays, guo_sprays, GTK_TYPE_WIDGET)

static guint changed_signal;

/* "7-04", as people write it here. */
static gchar *
short_day (const gchar *iso)
{
  return strlen (iso) == 10 ? g_strdup_printf ("%d-%s", atoi (iso + 5), iso + 8) : g_strdup (iso);
}

static gboolean
in_the_way (GuoSprays *self)
{
  return self->worst != NULL && self->harvested_on != NULL
         && strcmp (guo_row_text (self->worst, "until"), self->harvested_on) > 0;
}

static gchar *
text_of (GuoSprays *self)
{
  g_autofree gchar *on = short_day (guo_row_text (self->worst, "applied_on"));
  g_autofree gchar *until = short_day (guo_row_text (self->worst, "until"));
  const gchar *plot = json_array_size (self->sources) > 1 ? guo_row_text (self->worst, "plot_name") : "";
  const gchar *gap = *plot != '\0' ? " " : "";

  if (json_array_size (self->sources) == 0)
    return g_strdup ("");
  if (self->worst == NULL)
    return g_strdup (_("Spray log: nothing is on record."));
  if (in_the_way (self))
    return g_strdup_printf (_("■ %s%sNot to be picked before %s. Sprayed %s with %s, %d days."), plot,
                            gap, until, on, guo_row_text (self->worst, "name"),
                            (gint) guo_row_int (self->worst, "phi_days"));
  return g_strdup_printf (_("%s%sSprayed %s with %s, %d days: from %s  ● over"), plot, gap, on,
                          guo_row_text (self->worst, "name"),
                          (gint) guo_row_int (self->worst, "phi_days"), until);
}

static void
show (GuoSprays *self)
{
  g_autofree gchar *text = text_of (self);

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Spray log"), -1);
  g_free (self->until);
  self->until = in_the_way (self) ? g_strdup (guo_row_text (self->worst, "until")) : NULL;
  if (self->until != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "row-fault");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "row-fault");
  g_signal_emit (self, changed_signal, 0);
}

/* What was sprayed after the harvest does not touch this fruit. */
static void
weigh_up (GuoSprays *self, json_t *rows)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (self->harvested_on != NULL
        && strcmp (guo_row_text (row, "applied_on"), self->harvested_on) <= 0
        && (self->worst == NULL
            || strcmp (guo_row_text (row, "until"), guo_row_text (self->worst, "until")) > 0))
      {
        json_decref (self->worst);
        self->worst = json_incref (row);
      }
}

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSprays *self = owner;

  if (GPOINTER_TO_UINT (data) != self->asked)
    return;
  weigh_up (self, guo_row_list (answer, "rows"));
  if (--self->n_waiting == 0)
    show (self);
}

void
guo_sprays_ask (GuoSprays *self, GuoDesk *desk, json_t *sources, const gchar *harvested_on)
{
  gsize i;
  json_t *source;

  self->asked++;
  self->n_waiting = 0;
  g_clear_pointer (&self->worst, json_decref);
  json_decref (self->sources);
  self->sources = json_deep_copy (sources);
  g_free (self->harvested_on);
  self->harvested_on = g_strdup (harvested_on);
  json_array_foreach (sources, i, source)
    {
      g_autofree gchar *path = g_strdup_printf ("/v1/inputs?plot=%" G_GINT64_FORMAT,
                                                guo_row_int (source, "plot"));

      if (guo_row_int (source, "plot") == 0)
        continue;
      self->n_waiting++;
      guo_desk_send (desk, "GET", path, NULL, self, arrived, GUINT_TO_POINTER (self->asked));
    }
  if (self->n_waiting == 0)
    show (self);
}

const gchar *
guo_sprays_until (GuoSprays *self)
{
  return self->until;
}

static void
guo_sprays_dispose (GObject *object)
{
  gtk_widget_unparent (GTK_WIDGET (GUO_SPRAYS (object)->label));
  G_OBJECT_CLASS (guo_sprays_parent_class)->dispose (object);
}

static void
guo_sprays_finalize (GObject *object)
{
  GuoSprays *self = GUO_SPRAYS (object);

  json_decref (self->worst);
  json_decref (self->sources);
  g_free (self->harvested_on);
  g_free (self->until);
  G_OBJECT_CLASS (guo_sprays_parent_class)->finalize (object);
}

static void
guo_sprays_class_init (GuoSpraysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guo_sprays_dispose;
  G_OBJECT_CLASS (klass)->finalize = guo_sprays_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", GUO_TYPE_SPRAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
guo_sprays_init (GuoSprays *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  guo_tip_when_cut (GTK_WIDGET (self->label), self->label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_lines (self->label, 2);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "spray-line");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}
