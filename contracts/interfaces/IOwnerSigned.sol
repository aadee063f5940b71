// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IOwnerSigned
/// @notice What can be wrong when an owner acts, in person or by an EIP-712 signature that anyone may bring. A signature
///         is the owner's own: by ECDSA (65 bytes, or EIP-2098's 64), which EIP-7702 accounts keep, or by ERC-1271.
interface IOwnerSigned {
    /// @notice This account is not the token's owner, nor one whom the owner lent this right.
    error NotTokenOwner(address account, uint256 tokenId);
    /// @notice The signature was good until `deadline`, unix seconds.
    error SignatureExpired(uint64 deadline);
    /// @notice The token was transferred, or its signatures were revoked, since this one was made.
    error SignatureRevoked(uint256 tokenId, uint48 signedEpoch, uint48 actualEpoch);
    /// @notice This is not the signer's signature of these very words on this contract and chain.
    error BadSignature(address signer);
}
