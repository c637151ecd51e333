/* Net content of prepacked goods (定量包装商品计量监督管理办法, SAMR order 70/2023). Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_permitted_shortage:
 * @nominal_mg: nominal net content, milligrams, above 0
 *
 * By the annexed table, rounded half up to 0.1 g up to 1 kg and to 1 g above; above 50 kg 1 % as well.
 *
 * Returns: by how much a single package may fall short, milligrams
 */
gint64 guo_permitted_shortage (gint64 nominal_mg);

G_END_DECLS
