#include "ui/appearance.h"

#include <string.h>

#include "ui/css-scale.h"

#define TEXT_LEAST 100
#define TEXT_MOST 150
#define DPI_AT_100 (96 * 1024)

struct _GuoAppearance
{
  GObject         parent_instance;

  GuoScreenState *state;
  GtkCssProvider *tokens;
  GtkCssProvider *style;
  GSettings      *desktop;     /* org.gnome.desktop.interface, where it is installed */
  GSettings      *assistive;   /* org.gnome.desktop.a11y.interface */
  gchar          *choice;
  gchar          *contrast;
  gint            percent;
  gint            scale;       /* percent of the drawn sizes */
};

G_DEFINE_FINAL_TYPE (GuoAppearance, guo_appearance, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
system_is_dark (GuoAppearance *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree gchar *theme = NULL;
  gboolean dark = FALSE;

  g_object_get (settings, "gtk-theme-name", &theme, "gtk-application-prefer-dark-theme", &dark, NULL);
  if (dark || (theme != NULL && (g_str_has_suffix (theme, "-dark")
                                 || strcmp (theme, "HighContrastInverse") == 0)))
    return TRUE;
  if (self->desktop != NULL)
    {
      g_autofree gchar *scheme = g_settings_get_string (self->desktop, "color-scheme");

      return strcmp (scheme, "prefer-dark") == 0;
    }
  return FALSE;
}

static gboolean
system_is_contrast (GuoAppearance *self)
{
  g_autofree gchar *theme = NULL;

  if (strcmp (self->contrast, "high") == 0)
    return TRUE;
  if (self->assistive != NULL && g_settings_get_boolean (self->assistive, "high-contrast"))
    return TRUE;
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  return theme != NULL && g_str_has_prefix (theme, "HighContrast");
}

static void
apply_colours (GuoAppearance *self)
{
  gboolean dark = strcmp (self->choice, "dark") == 0
                  || (strcmp (self->choice, "system") == 0 && system_is_dark (self));
  g_autofree gchar *resource =
    g_strdup_printf ("/cn/guozhan/Guozhan/tokens-%s%s.css",
                     system_is_contrast (self) ? "contrast-" : "", dark ? "dark" : "light");

  gtk_css_provider_load_from_resource (self->tokens, resource);
  g_signal_emit (self, changed_signal, 0);
}

static void
apply_text (GuoAppearance *self)
{
  /* one rem is 12 pt of 96 dpi: 16 px at 100 %; sizes in px stay as they are */
  g_object_set (gtk_settings_get_default (),
                "gtk-font-name", "Noto Sans CJK SC 12",
                "gtk-xft-dpi", DPI_AT_100 * self->percent / 100 * self->scale / 100,
                NULL);
  g_signal_emit (self, changed_signal, 0);
}

/* The smallest of the screens: the window may be moved to any. */
static void
screen_size (gint *width, gint *height)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());

  *width = *height = 0;
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      *width = *width == 0 ? geometry.width : MIN (*width, geometry.width);
      *height = *height == 0 ? geometry.height : MIN (*height, geometry.height);
    }
}

static void
apply_size (GuoAppearance *self)
{
  g_autofree gchar *mm = guo_screen_state_get (self->state, "mm_per_px");
  g_autoptr(GBytes) css =
    g_resources_lookup_data ("/cn/guozhan/Guozhan/guozhan.css", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree gchar *scaled = NULL;
  gint width, height;

  screen_size (&width, &height);
  self->scale = guo_scale_percent (mm != NULL ? (gint) (g_ascii_strtod (mm, NULL) * 1000 + 0.5) : 0, width, height);
  scaled = guo_css_scaled (g_bytes_get_data (css, NULL), self->scale);
  gtk_css_provider_load_from_data (self->style, scaled, -1);
  apply_text (self);
}

static GSettings *
settings_of (const gchar *schema, const gchar *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) found = NULL;

  if (source != NULL)
    found = g_settings_schema_source_lookup (source, schema, TRUE);
  if (found == NULL || !g_settings_schema_has_key (found, key))
    return NULL;
  return g_settings_new (schema);
}

static void
follow_system (GuoAppearance *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  self->desktop = settings_of ("org.gnome.desktop.interface", "color-scheme");
  self->assistive = settings_of ("org.gnome.desktop.a11y.interface", "high-contrast");
  if (self->desktop != NULL)
    g_signal_connect_object (self->desktop, "changed::color-scheme", G_CALLBACK (apply_colours),
                             self, G_CONNECT_SWAPPED);
  if (self->assistive != NULL)
    g_signal_connect_object (self->assistive, "changed::high-contrast",
                             G_CALLBACK (apply_colours), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (apply_colours), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (apply_colours), self, G_CONNECT_SWAPPED);
}

static void
guo_appearance_finalize (GObject *object)
{
  GuoAppearance *self = GUO_APPEARANCE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->tokens);
  g_clear_object (&self->style);
  g_clear_object (&self->desktop);
  g_clear_object (&self->assistive);
  g_clear_pointer (&self->choice, g_free);
  g_clear_pointer (&self->contrast, g_free);
  G_OBJECT_CLASS (guo_appearance_parent_class)->finalize (object);
}

static void
guo_appearance_class_init (GuoAppearanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_appearance_finalize;
  changed_signal = g_signal_new ("changed", GUO_TYPE_APPEARANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
guo_appearance_init (GuoAppearance *self)
{
  self->tokens = gtk_css_provider_new ();
  self->style = gtk_css_provider_new ();
}

GuoAppearance *
guo_appearance_new (GuoScreenState *state)
{
  GuoAppearance *self = g_object_new (GUO_TYPE_APPEARANCE, NULL);
  GdkDisplay *display = gdk_display_get_default ();
  gint64 percent = guo_screen_state_get_id (state, "text-percent");

  self->state = g_object_ref (state);
  self->choice = guo_screen_state_get (state, "appearance");
  if (self->choice == NULL)
    self->choice = g_strdup ("system");
  self->contrast = guo_screen_state_get (state, "contrast");
  if (self->contrast == NULL)
    self->contrast = g_strdup ("system");
  self->percent = percent == 0 ? TEXT_LEAST : (gint) CLAMP (percent, TEXT_LEAST, TEXT_MOST);
  follow_system (self);
  apply_size (self);
  apply_colours (self);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->tokens),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  return self;
}

void
guo_appearance_choose (GuoAppearance *self, const gchar *choice)
{
  gchar *before = self->choice;

  self->choice = g_strdup (choice);
  g_free (before);
  guo_screen_state_set (self->state, "appearance", choice);
  apply_colours (self);
}

void
guo_appearance_set_text_percent (GuoAppearance *self, gint percent)
{
  self->percent = CLAMP (percent, TEXT_LEAST, TEXT_MOST);
  guo_screen_state_set_id (self->state, "text-percent", self->percent);
  apply_text (self);
}

gint
guo_appearance_get_text_percent (GuoAppearance *self)
{
  return self->percent;
}

const gchar *
guo_appearance_get_choice (GuoAppearance *self)
{
  return self->choice;
}

void
guo_appearance_set_contrast (GuoAppearance *self, const gchar *contrast)
{
  gchar *before = self->contrast;

  self->contrast = g_strdup (contrast);
  g_free (before);
  guo_screen_state_set (self->state, "contrast", contrast);
  apply_colours (self);
}

void
guo_appearance_set_mm_per_px (GuoAppearance *self, const gchar *mm)
{
  guo_screen_state_set (self->state, "mm_per_px", mm);
  apply_size (self);
}

gint
guo_appearance_get_scale_percent (GuoAppearance *self)
{
  return self->scale;
}
