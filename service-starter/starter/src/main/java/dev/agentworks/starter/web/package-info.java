/**
 * What the controllers of servlet services share: the current user, patches, pages, ETags.
 *
 * <pre>{@code
 * @RestController
 * @RequiresScope("core:public")
 * @RunAsCurrentUser
 * class CardController {
 *     @GetMapping("/api/projects/{project}/cards")
 *     Page<CardResponse> list(@PathVariable ProjectId project, CursorRequest page) { … }
 *
 *     @PatchMapping("/api/cards/{id}")
 *     @GatewayOnly
 *     ResponseEntity<CardResponse> change(
 *             @CurrentUser UserId user,
 *             @PathVariable CardId id,
 *             @IfMatch @Nullable Long expectedVersion,
 *             @RequestBody @Valid ChangeRequest request) {
 *         var card = cards.change(id, request.toCommand(), expectedVersion, user);
 *         return ResponseEntity.ok().eTag(ETags.of(card.version())).body(CardResponse.of(card));
 *     }
 *
 *     @PostMapping("/api/cards/{id}/approve")
 *     @SignedInOnly
 *     CardResponse approve(@CurrentUser UserId user, @PathVariable CardId id) { … }
 * }
 * }</pre>
 *
 * <p>{@link dev.agentworks.starter.web.RunAsCurrentUser} binds row security to the person, on the
 * class or on a method; {@link dev.agentworks.starter.web.CurrentUser} hands over who it is; {@link
 * dev.agentworks.starter.web.GatewayOnly} and {@link dev.agentworks.starter.web.SignedInOnly}
 * refuse everybody else before the body is read. A record of a request holds a {@link
 * dev.agentworks.starter.web.PatchField} for each field that a client may clear.
 */
@NullMarked
package dev.agentworks.starter.web;

import org.jspecify.annotations.NullMarked;
