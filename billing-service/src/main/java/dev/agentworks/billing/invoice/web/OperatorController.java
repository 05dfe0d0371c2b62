package dev.agentworks.billing.invoice.web;

import dev.agentworks.billing.invoice.CreditNoteView;
import dev.agentworks.billing.invoice.CreditNotes;
import dev.agentworks.billing.invoice.CreditOutcome.Credited;
import dev.agentworks.billing.invoice.CreditOutcome.TooMuch;
import dev.agentworks.billing.invoice.InvoiceView;
import dev.agentworks.billing.invoice.Payments;
import dev.agentworks.billing.invoice.PeriodClose;
import dev.agentworks.billing.invoice.ReceivedPayment;
import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.events.Money;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The jobs of a scheduler and the decisions of an operator; all of it may be asked again. */
@RestController
@RequestMapping("/internal")
@RequiresScope("billing:operate")
class OperatorController {
    private final PeriodClose closing;
    private final CreditNotes creditNotes;
    private final Payments payments;

    OperatorController(PeriodClose closing, CreditNotes creditNotes, Payments payments) {
        this.closing = closing;
        this.creditNotes = creditNotes;
        this.payments = payments;
    }

    /**
     * @param amount with tax; all that is left without it
     */
    record CreditRequest(
            @Nullable @Money @DecimalMin("0.01") @Digits(integer = 12, fraction = 2)
                    BigDecimal amount,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * @param reference of the transfer; the same is one payment
     */
    record PaymentRequest(
            @NotNull @Money @DecimalMin("0.01") @Digits(integer = 12, fraction = 2)
                    BigDecimal amount,
            @NotBlank @Size(max = 200) String reference,
            @NotNull Instant receivedAt) {}

    /** Closes the months that are over; a scheduler asks for it every hour. */
    @PostMapping("/jobs/close-periods")
    PeriodClose.Result closePeriods() {
        return closing.closeDue();
    }

    @PostMapping("/workspaces/{workspace}/invoices/{invoice}/credit-notes")
    @ResponseStatus(HttpStatus.CREATED)
    CreditNoteView credit(
            @PathVariable UUID workspace,
            @PathVariable UUID invoice,
            @RequestBody @Valid CreditRequest wanted,
            Caller caller) {
        return switch (creditNotes.credit(
                workspace, invoice, wanted.amount(), wanted.reason(), caller.service())) {
            case Credited(var note) -> note;
            case TooMuch(var most) ->
                    throw new ProblemException(
                                    CommonError.CONFLICT, "That is more than is left of it.")
                            .with("most", most.toPlainString());
        };
    }

    @PostMapping("/workspaces/{workspace}/invoices/{invoice}/payments")
    InvoiceView paid(
            @PathVariable UUID workspace,
            @PathVariable UUID invoice,
            @RequestBody @Valid PaymentRequest payment) {
        return payments.record(
                workspace,
                invoice,
                new ReceivedPayment(
                        "manual",
                        payment.reference(),
                        MinorUnits.round(payment.amount()),
                        payment.receivedAt()));
    }
}
