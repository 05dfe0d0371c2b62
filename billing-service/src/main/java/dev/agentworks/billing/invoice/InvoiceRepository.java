package dev.agentworks.billing.invoice;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The invoices of the transaction's workspace. */
interface InvoiceRepository extends Repository<Invoice, UUID> {
    Optional<Invoice> findByIdAndWorkspaceId(UUID id, UUID workspaceId);

    Optional<Invoice> findByWorkspaceIdAndPeriod(UUID workspaceId, LocalDate period);

    List<Invoice> findByWorkspaceIdOrderByPeriodDesc(UUID workspaceId, Limit limit);

    /** Locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Invoice i where i.id = :id and i.workspaceId = :workspaceId")
    Optional<Invoice> lock(UUID id, UUID workspaceId);

    Invoice saveAndFlush(Invoice invoice);

    void flush();
}
