package dev.agentworks.billing.customer.web;

import dev.agentworks.billing.customer.BillingProfiles;
import dev.agentworks.billing.customer.ProfileChange;
import dev.agentworks.billing.customer.ProfileView;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom a workspace's invoices are addressed to. */
@RestController
@RequestMapping("/api/workspaces/{id}/billing-profile")
@RequiresScope("billing:public")
@RunAsCurrentUser
class BillingProfileController {
    private static final String EMAIL = "[a-zA-Z0-9._+-]{1,64}@[a-zA-Z0-9.-]{1,180}";

    private final BillingProfiles profiles;

    BillingProfileController(BillingProfiles profiles) {
        this.profiles = profiles;
    }

    record ProfileRequest(
            @Nullable @Size(max = 200) String legalName,
            @Nullable @Size(max = 500) String address,
            @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Size(max = 50) String taxId,
            @Nullable @Pattern(regexp = EMAIL) String email,
            @Nullable @Min(0) @Max(72) Integer graceHours) {
        ProfileChange toChange() {
            return new ProfileChange(legalName, address, country, taxId, email, graceHours);
        }
    }

    @GetMapping
    ResponseEntity<ProfileView> read(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return tagged(profiles.read(user, id));
    }

    @PutMapping
    @SignedInOnly
    ResponseEntity<ProfileView> change(
            @CurrentUser ActingUser user,
            @PathVariable UUID id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid ProfileRequest request) {
        return tagged(profiles.change(user, id, request.toChange(), expectedVersion));
    }

    private static ResponseEntity<ProfileView> tagged(ProfileView profile) {
        return ResponseEntity.ok().eTag(ETags.of(profile.version())).body(profile);
    }
}
