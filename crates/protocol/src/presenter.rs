//! Who presents.

use crate::codec::Text;
use crate::wire;

wire! {
    /// Who presents. Both versions look alike.
    struct PresenterInfo("GetPresenterInfoResponse", 1) {
        account_id: Text,
        account_name: Text,
        account_email: Text,
        org: Option<Organization>,
    }

    /// An organization that a presenter belongs to.
    struct Organization {
        id: i32,
        name: Text,
    }
}
