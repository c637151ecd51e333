/* Whose fruit is in one delivery: one grower, or several in shares. Plain functions over an array of
 * {grower, name, cooperative, cooperative_name, plot, plot_name, area_m2, said}; "said" is what was typed
 * for a share. Pure.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * GuoSharesBasis:
 * @GUO_SHARES_EQUAL: the same for each
 * @GUO_SHARES_CRATES: by crates of each
 * @GUO_SHARES_DECLARED: by percent that were said
 * @GUO_SHARES_AREA: by the area of the plots
 */
typedef enum
{
  GUO_SHARES_EQUAL,
  GUO_SHARES_CRATES,
  GUO_SHARES_DECLARED,
  GUO_SHARES_AREA,
  GUO_SHARES_N,
} GuoSharesBasis;

/**
 * guo_shares_basis_code:
 * @basis: the basis
 *
 * Returns: (transfer none): as the interface names it, "crates"
 */
const gchar *guo_shares_basis_code (GuoSharesBasis basis);

/**
 * guo_shares_basis_word:
 * @basis: the basis
 *
 * Returns: (transfer none): translated, "by crates"
 */
const gchar *guo_shares_basis_word (GuoSharesBasis basis);

/**
 * guo_sources_add:
 * @sources: the array
 * @person: a grower: {id, name, cooperative, cooperative_name}
 *
 * Returns: %FALSE when the grower is of another cooperative than those before, and is not added; one who
 *   is in it already is not added twice
 */
gboolean guo_sources_add (json_t *sources, json_t *person);

/**
 * guo_sources_weights:
 * @sources: the array
 * @basis: what the shares follow
 *
 * Returns: (transfer full) (nullable): "40,60", what is divided by; %NULL while something is missing: a
 *   number of crates, an area, percents that sum to 100
 */
gchar *guo_sources_weights (json_t *sources, GuoSharesBasis basis);

/**
 * guo_sources_body:
 * @sources: the array
 * @basis: what the shares follow
 *
 * Returns: (transfer full): the sources as a delivery is opened with them
 */
json_t *guo_sources_body (json_t *sources, GuoSharesBasis basis);

/**
 * guo_permille_text:
 * @permille: share
 *
 * Returns: (transfer full): "33.3 %"
 */
gchar *guo_permille_text (gint64 permille);

G_END_DECLS
