// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {LibEIP7702} from "solady/accounts/LibEIP7702.sol";
import {ECDSA} from "solady/utils/ECDSA.sol";
import {SignatureCheckerLib} from "solady/utils/SignatureCheckerLib.sol";
import {IOwnerSigned} from "../interfaces/IOwnerSigned.sol";

/// @title  OwnerSignature
/// @notice Whether an owner signed: an account with a key, a contract (ERC-1271), or an account with a key that runs
///         delegated code (EIP-7702) and may have no ERC-1271 in it.
/// @dev    The only call to foreign code is ERC-1271's, a static one: whatever it does, it changes nothing. A signature
///         may have more than one form (EIP-2098, the other half of the curve), so what is signed must be used up by
///         being used. ERC-6492 is left out: its preparing call may do anything, and a relayer can make it beforehand.
library OwnerSignature {
    /// @notice Reverts unless `signer` signed `digest` and the deadline has not passed.
    /// @param signer    not zero
    /// @param deadline  unix seconds, the last second at which the signature is good
    function requireValid(address signer, bytes32 digest, bytes calldata signature, uint64 deadline) internal view {
        if (block.timestamp > deadline) revert IOwnerSigned.SignatureExpired(deadline);
        if (!_isValid(signer, digest, signature)) revert IOwnerSigned.BadSignature(signer);
    }

    /// @dev Delegated code cannot take the key's word away: the key could undo the delegation in the same transaction.
    function _isValid(address signer, bytes32 digest, bytes calldata signature) private view returns (bool) {
        bool byKey =
            LibEIP7702.delegationOf(signer) != address(0) && ECDSA.tryRecoverCalldata(digest, signature) == signer;
        return byKey || SignatureCheckerLib.isValidSignatureNowCalldata(signer, digest, signature);
    }
}
