/* Who promises in 承诺达标合格证 (MARA order 2025 no. 4), and with what words: for labels and for the buyer's page.
 * Pure, any thread. */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_PROMISE_NOBODY,
  GUO_PROMISE_CENTRE,      /* style 2, of a buyer who pools fruit */
  GUO_PROMISE_COOPERATIVE, /* style 1, of a producer */
} GuoPromise;

/**
 * guo_certificate_promise:
 * @centre: its row
 * @certificates: row of packlot-certificates
 *
 * Nobody promises in another's name. The centre does where it has set on what ground, and a certificate came with
 * every delivery. Else the one cooperative does where each of its deliveries came with a certificate whose number is
 * known: that number stands for its ground. Else nobody does.
 *
 * Returns: who
 */
GuoPromise guo_certificate_promise (json_t *centre, json_t *certificates);

/**
 * guo_certificate_put:
 * @into: object of strings: promisor, contact, certificate_no, promise, ground are added where they are known
 * @centre: its row
 * @certificates: row of packlot-certificates
 *
 * Adds the words of the one who promises, by guo_certificate_promise(); nothing where nobody does.
 */
void guo_certificate_put (json_t *into, json_t *centre, json_t *certificates);

G_END_DECLS
