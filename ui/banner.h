/* The banner under the strip: a state that lasts, said as long as it lasts.
 *
 * One a window. Each state has a key; of several the gravest is shown, the newest first, and how many
 * wait behind it. One event of the past is a toast, not a banner (guo_desk_say()).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_BANNER (guo_banner_get_type ())
G_DECLARE_FINAL_TYPE (GuoBanner, guo_banner, GUO, BANNER, GtkWidget)

/**
 * GuoBannerKind:
 * @GUO_BANNER_NOTICE: to be read once
 * @GUO_BANNER_WARN: something is not as it should be
 * @GUO_BANNER_FAULT: work cannot go on
 */
typedef enum
{
  GUO_BANNER_NOTICE,
  GUO_BANNER_WARN,
  GUO_BANNER_FAULT,
} GuoBannerKind;

/**
 * GuoBannerKey:
 * @word: on the key
 * @action: detailed action, "weighing.confirm" or "win.page::devices"; found from the widget that set
 *   the banner
 */
typedef struct
{
  const gchar *word;
  const gchar *action;
} GuoBannerKey;

/**
 * guo_banner_set:
 * @from: a widget of the window, to which the state belongs; with it the banner goes
 * @key: names the state, "unclean-stop"; the same key again replaces text and keys
 * @kind: how grave it is
 * @text: a sentence, without markup
 * @keys: (nullable): what can be done, ended by a row whose word is %NULL; two at most
 */
void guo_banner_set (GtkWidget *from, const gchar *key, GuoBannerKind kind, const gchar *text,
                     const GuoBannerKey *keys);

/**
 * guo_banner_clear:
 * @from: a widget of the window
 * @key: of a state that has ended; unknown: nothing happens
 */
void guo_banner_clear (GtkWidget *from, const gchar *key);

G_END_DECLS
