/* What stands on the scale against what a case is to hold: least, target, nominal. In milligrams, no rounding. Pure.
 *
 * The screen only shows it; what is refused, the station decides.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The limits of one case, milligrams: @least_mg <= @nominal_mg, @least_mg <= @from_mg <= @to_mg; all 0: not known. */
typedef struct
{
  gint64 nominal_mg; /* what the label says */
  gint64 least_mg;   /* less is refused */
  gint64 from_mg;    /* the target, from here … */
  gint64 to_mg;      /* … to here */
} GuoContentBand;

typedef enum
{
  GUO_CONTENT_UNKNOWN, /* no band */
  GUO_CONTENT_LIGHT,   /* below the least: refused */
  GUO_CONTENT_SHORT,   /* may be sold, but below the target */
  GUO_CONTENT_GOOD,
  GUO_CONTENT_HEAVY,   /* above the target: fruit is given away */
} GuoContentState;

/**
 * guo_content_net:
 * @gross_mg: what the scale shows, milligrams
 * @tare_mg: of the empty case, milligrams
 * @e_mg: verification interval of the scale, milligrams; 0: not known
 *
 * Returns: the net as the station will record it: the tare is rounded to whole intervals, half up
 */
gint64 guo_content_net (gint64 gross_mg, gint64 tare_mg, gint64 e_mg);

/**
 * guo_content_state:
 * @band: the limits
 * @net_mg: what is in the case, milligrams
 *
 * Both ends of the target belong to it, and what is exactly the least is not light.
 *
 * Returns: what the case is
 */
GuoContentState guo_content_state (const GuoContentBand *band, gint64 net_mg);

/**
 * guo_content_off:
 * @band: the limits
 * @net_mg: what is in the case, milligrams
 *
 * What is to be put in or taken out until the case is good.
 *
 * Returns: milligrams to the nearer end of the target, negative below it; 0 within it
 */
gint64 guo_content_off (const GuoContentBand *band, gint64 net_mg);

/**
 * guo_content_permille:
 * @band: the limits
 * @mg: a mass, milligrams
 *
 * The target's upper end and the least lie in the middle half of the bar.
 *
 * Returns: where @mg stands on the bar, 0 to 1000; what is beyond stands at its end
 */
gint guo_content_permille (const GuoContentBand *band, gint64 mg);

/**
 * guo_content_grams:
 * @mg: a mass, milligrams, any sign
 *
 * Returns: (transfer full): grams with as many decimals as it needs: "5 030", "−35", "0.4"
 */
gchar *guo_content_grams (gint64 mg);

/**
 * guo_content_words:
 * @band: the limits
 * @net_mg: what is in the case, milligrams
 *
 * Returns: (transfer full): shape, word and by how much: "▼ Light −35 g"; "" when the band is not known
 */
gchar *guo_content_words (const GuoContentBand *band, gint64 net_mg);

G_END_DECLS
