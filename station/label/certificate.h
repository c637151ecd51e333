/* What a case's label says of 承诺达标合格证 (MARA order 2025 no. 4). Internal to station/label. */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/**
 * guo_certificate_put:
 * @into: object of strings: promisor, contact, certificate_no, promise, ground are added where they are known
 * @centre: its row
 * @certificates: row of packlot-certificates
 *
 * Nobody promises in another's name. The centre does (style 2, of a buyer) where it has set on what ground, and a
 * certificate came with every delivery. Else the one cooperative does (style 1, of a producer) where each of its
 * deliveries came with a certificate whose number is known: that number stands for its ground. Else nothing is added.
 */
void guo_certificate_put (json_t *into, json_t *centre, json_t *certificates);

G_END_DECLS
